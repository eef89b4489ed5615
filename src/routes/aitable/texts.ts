/** AITable's sentences in its two languages, from the vendor's open string tables; {value} is what a refusal names. */
import type { Key } from './schemas.ts'

type Texts = Readonly<Record<Key['locale'], string>>

export const texts = {
  unauthorized: { 'en-US': 'Unauthorized', 'zh-CN': '身份认证失败' },
  unknownSpace: {
    'en-US': "Space doesn't exist, please adjust the spaceId and try again",
    'zh-CN': '指定的空间站不存在，请调整 spaceId 后再试',
  },
  outsider: {
    'en-US':
      'The API token user does not belong to the space, please adjust spaceId or API token and try again',
    'zh-CN': 'API Token 所属用户不是该空间站的成员，请调整 spaceId 或 API Token 后再试',
  },
  planRequired: {
    'en-US': 'This API is only available for the Enterprise plan',
    'zh-CN': '此 API 仅适用于企业级空间站',
  },
  adminRequired: {
    'en-US': 'This API is only available for the primary admin and sub-admins who can manage members',
    'zh-CN': '抱歉，此API只允许主管理员或者拥有成员管理权限的子管理员调用',
  },
  memberNotFound: {
    'en-US': 'The unit specified by the unit ID does not exist',
    'zh-CN': 'unit ID 指定的组织单元不存在',
  },
  teamAdminRequired: {
    'en-US': 'This API is only available for the primary admin and sub-admins who can manage teams',
    'zh-CN': '抱歉，此API只允许主管理员或者拥有小组管理权限的子管理员调用',
  },
  roleAdminRequired: {
    'en-US': 'This API is only available for the primary admin and sub-admins who can manage roles',
    'zh-CN': '抱歉，此API只允许主管理员或者拥有角色管理权限的子管理员调用',
  },
  thirdPartySpace: {
    'en-US':
      "The space of the specified spaceId is a third-party integrated space, and the member's teams cannot be manually modified",
    'zh-CN': '第三方关联空间站不允许修改/删除小组和成员',
  },
  teamNameTaken: {
    'en-US': 'A sub-team with the same name already exists in the specified parent team',
    'zh-CN': '小组名称重复',
  },
  teamNotEmpty: {
    'en-US': 'The team with the specified unitId has sub-teams or members, and cannot be deleted',
    'zh-CN': '当前小组存在成员或者子小组，无法删除',
  },
  roleNameTaken: { 'en-US': 'A role with the same name exists', 'zh-CN': '角色名称已经存在' },
  roleNotEmpty: {
    'en-US': 'The role with the specified unitId has teams or members, and cannot be deleted',
    'zh-CN': '当前角色下存在成员或者小组，无法删除',
  },
  teamsNotFound: {
    'en-US': 'The team specified with the unitId {value} does not exist',
    'zh-CN': '成员指定的小组[{value}]不存在',
  },
  rolesNotFound: {
    'en-US': 'The role specified with the unitId {value} does not exist',
    'zh-CN': '成员指定的角色[{value}]不存在',
  },
  primaryAdminStays: {
    'en-US': 'Removal of primary admin is not allowed',
    'zh-CN': '不允许删除主管理员',
  },
  nameRequired: { 'en-US': 'the parameter name is required', 'zh-CN': '参数 name 为必填项' },
  sequenceNotNumber: {
    'en-US': 'The value of the parameter sequence must be a number',
    'zh-CN': '参数sequence的值必须是数字',
  },
  parentNotFound: {
    'en-US': 'The unit specified by the parentUnitId does not exist',
    'zh-CN': 'parentUnitId 指定的组织单元不存在',
  },
  unitIdRequired: { 'en-US': 'The parameter unitId is required', 'zh-CN': '参数 unitId 为必填项' },
  pageSizeTooSmall: {
    'en-US': "pagesize value can't be smaller than 1",
    'zh-CN': 'pagesize 参数值不能小于 1',
  },
  pageSizeTooLarge: {
    'en-US': "pagesize value can't be greater than 1000",
    'zh-CN': 'pagesize 参数值不能大于 1000',
  },
  pageNumTooSmall: {
    'en-US': "pageNum value can't be smaller than 1",
    'zh-CN': 'pageNum 参数值不能小于 1',
  },
  quotaSpent: {
    'en-US': 'Access forbidden because your API usage exceeds the monthly rate',
    'zh-CN': 'API 用量超过限制，禁止访问',
  },
  forbidden: { 'en-US': 'Access forbidden', 'zh-CN': '禁止访问' },
  rateLimited: {
    'en-US':
      'The API request rate for the current space is {value} queries per second (QPS). Upgrading the space allows for a higher call frequency. Contact us: sales@aitable.ai.',
    'zh-CN':
      '当前空间站等级的API调用频率为每秒{value}次（QPS），你可以升级空间站等级以获得更高的调用频率，请联系：sales@aitable.ai。',
  },
  unknownPath: { 'en-US': 'The API does not exist', 'zh-CN': '接口不存在' },
  serverFault: { 'en-US': 'SERVER_ERROR ({value})', 'zh-CN': 'SERVER_ERROR（{value}）' },
  backendDown: { 'en-US': 'Server Error', 'zh-CN': 'Server Error' },
} satisfies Record<string, Texts>
