import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, LoadedPage } from '../../ui/states.tsx'
import { When } from './meeting-head.tsx'
import { WeeklyPicture } from './meeting-facts.tsx'
import { meetingQuery } from './queries.ts'
import { useTitle } from './title.ts'
import './meetings.css'

type Props = { Picture: ComponentType<{ id: string }> }

/** The weekly lägesbild of a conference, labelled with its ISO week; the picture itself is the same as an incident's. */
export function MeetingPicturePage({ Picture }: Props) {
  const { t } = useLingui()
  const { code = '' } = useParams()
  return (
    <LoadedPage query={useQuery(meetingQuery(code))} title={t`Lägesbild`}>
      {(meeting) => (
        <ExerciseFrame on={meeting.isExercise}>
          <Weekly meeting={meeting} Picture={Picture} />
        </ExerciseFrame>
      )}
    </LoadedPage>
  )
}

function Weekly({ meeting, Picture }: Props & { meeting: Meeting }) {
  const { t } = useLingui()
  const title = useTitle()(meeting)
  const week = meeting.isoWeek
  return (
    <>
      <Page className="weekly-head" title={t`Lägesbild vecka ${week}`} meta={<When meeting={meeting} />}>
        <Crumb to={paths.meeting(meeting.code)}>{title}</Crumb>
        {!meeting.picture && (
          <div className="panel">
            <EmptyState title={<Trans>Ingen lägesbild är påbörjad för veckan.</Trans>}>
              {meeting.mayWrite.includes('picture') ? (
                <Trans>När den börjar får aktörerna frågan, och det de rapporterar samlas här.</Trans>
              ) : (
                <Trans>Mötets värd börjar den. Då visas den här, och på mötets sida.</Trans>
              )}
            </EmptyState>
            <WeeklyPicture meeting={meeting} />
          </div>
        )}
      </Page>
      {meeting.picture && <Picture id={meeting.picture.id} />}
    </>
  )
}
