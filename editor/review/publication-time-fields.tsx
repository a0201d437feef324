import type { LocalTime } from '@charrette/collab-server/contract'
import { useWords } from '../messages/index.ts'

/** The time zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Asks when readers may see an edition: as soon as it is ready, or at a time of a place. */
export function PublicationTimeFields({
  value,
  onChange,
}: {
  value: LocalTime | null
  onChange: (value: LocalTime | null) => void
}) {
  const say = useWords().review
  return (
    <fieldset>
      <legend>{say.whenSeen}</legend>
      <label className="check">
        <input type="radio" name="when" checked={value === null} onChange={() => onChange(null)} />
        {say.asSoonAs}
      </label>
      <label className="check">
        <input
          type="radio"
          name="when"
          checked={value !== null}
          onChange={() => onChange({ local: '', zone: ownZone() })}
        />
        {say.atATime}
      </label>
      {value ? (
        <div className="publication-time">
          <div>
            <label htmlFor="publish-local">{say.dateAndTime}</label>
            <input
              id="publish-local"
              type="datetime-local"
              required
              value={value.local}
              onChange={({ target }) => onChange({ ...value, local: target.value })}
            />
          </div>
          <div>
            <label htmlFor="publish-zone">{say.timeZone}</label>
            <select
              id="publish-zone"
              value={value.zone}
              onChange={({ target }) => onChange({ ...value, zone: target.value })}
            >
              {[...new Set([value.zone, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].map(
                (zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ),
              )}
            </select>
          </div>
        </div>
      ) : null}
    </fieldset>
  )
}
