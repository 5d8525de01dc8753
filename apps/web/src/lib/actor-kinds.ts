import type { ActorListItem } from '@samverkan/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const kindWords: Record<ActorListItem['kind'], MessageDescriptor> = {
  municipality: msg`Kommun`,
  county_administrative_board: msg`Länsstyrelse`,
  region: msg`Region`,
  government_agency: msg`Statlig myndighet`,
  armed_forces: msg`Försvarsmakten`,
  rescue_service: msg`Räddningstjänst`,
  municipal_company: msg`Kommunalt bolag`,
  state_company: msg`Statligt bolag`,
}
