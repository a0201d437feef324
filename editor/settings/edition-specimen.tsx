import type { NewSettings, Settings } from '@charrette/collab-server/contract'
import { useWords } from '../messages/index.ts'

/** A cover and a page in small, in the colours as they are chosen, before anything is saved. */
export function EditionSpecimen({
  consortium,
  name,
  appearance: { colours, logo, paper },
  theme,
}: {
  consortium: string
  name: string
  appearance: NewSettings['appearance']
  theme: Settings['themes'][number]
}) {
  const say = useWords().settings
  const { civic, accent, link, landmark } = { ...theme.colours, ...colours }
  const [width, height] = paper === 'a4' ? [210, 297] : [216, 279]
  const line = (y: number, share: number, colour: string) => (
    <rect key={y} x={24} y={y} width={(width - 48) * share} height={3} fill={colour} rx={1} />
  )
  return (
    <figure className="specimen" aria-label={say.specimen}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say.coverIn(civic)}>
        <rect width={width} height={height} fill={civic} />
        {[0, 1, 2, 3, 4].map((row) =>
          [0, 1, 2, 3, 4, 5].map((column) => (
            <rect
              key={`${row}-${column}`}
              x={16 + column * ((width - 32) / 6)}
              y={height * 0.5 + row * 24}
              width={(width - 32) / 6 - 4}
              height={20}
              fill={row === 2 && column === 3 ? landmark : '#ffffff'}
              opacity={row === 2 && column === 3 ? 1 : 0.1 + ((row * 7 + column * 5) % 4) * 0.03}
            />
          )),
        )}
        <rect x={24} y={48} width={width * 0.6} height={10} fill="#ffffff" />
        <rect x={24} y={66} width={width * 0.42} height={10} fill="#ffffff" />
        <text x={24} y={104} fill="#ffffff" fontSize={9}>
          {name.length > 36 ? `${name.slice(0, 35)}…` : name}
        </text>
        {logo ? (
          <image
            href={`/api/consortia/${encodeURIComponent(consortium)}/settings/logo/${logo.sha256}`}
            x={24}
            y={height - 44}
            width={72}
            height={28}
            preserveAspectRatio="xMinYMid meet"
          />
        ) : null}
      </svg>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say.pageWith(accent)}>
        <rect width={width} height={height} fill="#ffffff" stroke="#d5d9e0" />
        <text x={24} y={40} fill={accent} fontSize={20} fontWeight={700}>
          1
        </text>
        <rect x={24} y={50} width={width * 0.55} height={9} fill={civic} />
        {[76, 84, 92, 100, 108].map((y, index) => line(y, index === 4 ? 0.6 : 1, '#c7ccd6'))}
        {line(122, 0.34, link)}
        {[130, 138, 146].map((y, index) => line(y, index === 2 ? 0.8 : 1, '#c7ccd6'))}
        <rect x={24} y={164} width={2} height={44} fill={accent} />
        {[170, 178, 186, 194].map((y) => (
          <rect key={y} x={34} y={y} width={width - 70} height={3} fill="#c7ccd6" rx={1} />
        ))}
        {[222, 230, 238].map((y, index) => line(y, index === 2 ? 0.4 : 1, '#c7ccd6'))}
      </svg>
    </figure>
  )
}
