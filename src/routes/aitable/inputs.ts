/** What AITable reads of query and body, and what it says of that which does not fit. */
import type { Call } from '../../contract/call.ts'
import type { InputProblem } from '../../contract/operation.ts'
import { plainQuery, type QueryForm } from '../../contract/query-form.ts'
import { ApiError } from '../../contract/refusal.ts'

const NAME = { type: ['string', 'null'], minLength: 1, description: 'The name from now on.' } as const
/** A 32-bit integer, as the backend's column. */
const SEQUENCE = {
  type: ['integer', 'null'],
  minimum: -2147483648,
  maximum: 2147483647,
  description: 'Its place among its siblings, from the lowest; behind them unless told.',
} as const
const PARENT = {
  type: ['string', 'null'],
  description: 'The unit id of the team above; "0" for none.',
} as const
const IDS = { type: ['array', 'null'], items: { type: 'string' }, description: 'Unit ids.' } as const

/** The vendor's own client sends null for what it leaves out. */
export const MemberBody = {
  type: 'object',
  properties: { name: NAME, teams: IDS, roles: IDS },
} as const

export const TeamBody = {
  type: 'object',
  properties: { name: NAME, sequence: SEQUENCE, parentUnitId: PARENT, roles: IDS },
} as const

export const RoleBody = {
  type: 'object',
  properties: { name: NAME, sequence: SEQUENCE },
} as const

const GIVEN_NAME = { type: 'string', minLength: 1, description: 'What it is called.' } as const

export const NewTeamBody = {
  ...TeamBody,
  properties: { ...TeamBody.properties, name: GIVEN_NAME },
  required: ['name'],
} as const

export const NewRoleBody = {
  ...RoleBody,
  properties: { ...RoleBody.properties, name: GIVEN_NAME },
  required: ['name'],
} as const

export const SensitiveQuery = {
  type: 'object',
  properties: {
    sensitiveData: { type: 'string', description: '"true", in any case, adds email and mobile.' },
  },
} as const

export const PageQuery = {
  type: 'object',
  properties: {
    pageSize: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'How many a page holds; 100 unless told.',
    },
    pageNum: { type: 'integer', minimum: 1, description: 'Which page, from 1; the first unless told.' },
  },
} as const

export const MemberPageQuery = {
  ...PageQuery,
  properties: { ...PageQuery.properties, ...SensitiveQuery.properties },
} as const

const OF_BODY: Readonly<Record<string, string>> = {
  name: 'nameRequired',
  sequence: 'sequenceNotNumber',
  parentUnitId: 'parentNotFound',
}

/** What is no object at all says nothing, so that what is needed is missing. */
const bodyKind = (field: string | undefined, method: string): string => {
  if (field === undefined) return method === 'POST' ? 'nameRequired' : 'badRequest'
  return OF_BODY[field] ?? 'badRequest'
}

const queryKind = (field: string | undefined, { rule, found }: InputProblem): string => {
  if (field === 'pageNum') return 'pageNumTooSmall'
  const isLarge = rule === 'maximum' || (typeof found === 'string' && /^\d+$/.test(found))
  return isLarge ? 'pageSizeTooLarge' : 'pageSizeTooSmall'
}

export const invalid = (problem: InputProblem, { method }: Call): ApiError => {
  const { in: where, path, rule, params } = problem
  const field = rule === 'required' ? String(params.missingProperty) : path.split('/')[1]
  return new ApiError(where === 'query' ? queryKind(field, problem) : bodyKind(field, method))
}

/** As plain queries are, but that a `sensitiveData` given twice is none. */
export const sensitiveForm: QueryForm = {
  nameOf: plainQuery.nameOf,
  read(given, schema) {
    const query = plainQuery.read(given, schema)
    if (query.sensitiveData !== undefined && given.getAll('sensitiveData').length > 1)
      query.sensitiveData = undefined
    return query
  },
}

/** Anything but `true`, in any case, is false. */
export const wantsSensitive = ({ sensitiveData }: { sensitiveData?: string }): boolean =>
  sensitiveData?.toLowerCase() === 'true'
