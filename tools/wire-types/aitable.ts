/** The types of what goes over the wire between AITable and its clients. */
import * as schemas from '../../src/routes/aitable/schemas.ts'
import type { WireTypes } from '../wire-types.ts'

export const aitable: WireTypes = {
  aitable: {
    about: 'AITable’s members, teams and roles.',
    types: {
      AitableMember: [
        schemas.Member,
        'A member of an AITable space. `email` and `mobile` are there only with `sensitiveData=true`, and only if the person has one.',
      ],
      AitableTeam: [schemas.Team, 'A team of an AITable space, with the roles that are given to it.'],
      AitableRole: [schemas.Role, 'A role of an AITable space.'],
      AitableSuccess: [
        schemas.Success,
        'The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/members/{unitId}` when the member was found.',
      ],
      AitableMemberPage: [
        schemas.MemberPage,
        'The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/members` when the team was found.',
      ],
      AitableTeamPage: [
        schemas.TeamPage,
        'The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/teams/{unitId}/children` when the team was found.',
      ],
      AitableRolePage: [
        schemas.RolePage,
        'The body of AITable’s `GET /fusion/v1/spaces/{spaceId}/roles` when the space was found.',
      ],
      AitableError: [
        schemas.Failure,
        'The body of every refusal of AITable’s, of which many have the HTTP status 200: `code` says more.',
      ],
    },
  },
}
