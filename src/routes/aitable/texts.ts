/** AITable's sentences in its two languages, from the vendor's open string tables. */
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
