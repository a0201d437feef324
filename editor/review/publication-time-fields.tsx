import type { LocalTime } from '@charrette/collab-server/contract'

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
  return (
    <fieldset>
      <legend>When do readers see it?</legend>
      <label className="check">
        <input type="radio" name="when" checked={value === null} onChange={() => onChange(null)} />
        As soon as it is published
      </label>
      <label className="check">
        <input
          type="radio"
          name="when"
          checked={value !== null}
          onChange={() => onChange({ local: '', zone: ownZone() })}
        />
        At a time
      </label>
      {value ? (
        <div className="publication-time">
          <div>
            <label htmlFor="publish-local">Date and time</label>
            <input
              id="publish-local"
              type="datetime-local"
              required
              value={value.local}
              onChange={({ target }) => onChange({ ...value, local: target.value })}
            />
          </div>
          <div>
            <label htmlFor="publish-zone">Time zone</label>
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
