/** A note beside the text, lengths in points from the top of its page. */
export interface NoteBox {
  id: string
  page: number
  /** Where it stands if nothing is in its way: beside its reference. */
  top: number
  height: number
}

/** Something that fills the column for notes: a wide table. */
export interface Obstacle {
  page: number
  top: number
  height: number
}

export interface PlacedNotes {
  /** Points by which each note moves down (up where negative). */
  shifts: Map<string, number>
  /** Ids of notes for which their page has no room. */
  noRoom: string[]
}

const apart = 6

/**
 * Places each page's notes: beside their references where they can be, else below the note before,
 * and no lower than the page's last line.
 *
 * @param limits top and bottom of the page area.
 */
export function placeNotes(
  notes: readonly NoteBox[],
  obstacles: readonly Obstacle[],
  limits: { top: number; bottom: number },
): PlacedNotes {
  const shifts = new Map<string, number>()
  const noRoom: string[] = []
  for (const [page, onPage] of Map.groupBy(notes, ({ page }) => page)) {
    const inTheWay = obstacles
      .filter((obstacle) => obstacle.page === page)
      .sort((a, b) => a.top - b.top)
    let room = onPage
    let tops = stack(room, inTheWay, limits)
    // The longest note gives way until the others fit.
    while (!tops && room.length > 0) {
      const longest = room.reduce((a, b) => (b.height > a.height ? b : a))
      noRoom.push(longest.id)
      room = room.filter((note) => note !== longest)
      tops = stack(room, inTheWay, limits)
    }
    for (const [index, note] of room.entries())
      shifts.set(note.id, (tops?.[index] ?? note.top) - note.top)
  }
  return { shifts, noRoom }
}

/** Tops of the notes, in order and without overlap, or null where they do not fit. */
function stack(
  notes: readonly NoteBox[],
  obstacles: readonly Obstacle[],
  limits: { top: number; bottom: number },
): number[] | null {
  const tops: number[] = []
  let free = limits.top
  for (const { top, height } of notes) {
    const at = below(Math.max(top, free), height, obstacles)
    tops.push(at)
    free = at + height + apart
  }
  let ceiling = limits.bottom
  for (let index = notes.length - 1; index >= 0; index--) {
    const height = notes[index]?.height ?? 0
    const at = above(Math.min(tops[index] ?? 0, ceiling - height), height, obstacles)
    tops[index] = at
    ceiling = at - apart
  }
  return (tops[0] ?? limits.top) < limits.top - 0.5 ? null : tops
}

const below = (top: number, height: number, obstacles: readonly Obstacle[]): number =>
  obstacles.reduce(
    (at, obstacle) =>
      overlaps(at, height, obstacle) ? obstacle.top + obstacle.height + apart : at,
    top,
  )

const above = (top: number, height: number, obstacles: readonly Obstacle[]): number =>
  obstacles.reduceRight(
    (at, obstacle) => (overlaps(at, height, obstacle) ? obstacle.top - apart - height : at),
    top,
  )

const overlaps = (top: number, height: number, obstacle: Obstacle): boolean =>
  top < obstacle.top + obstacle.height && top + height > obstacle.top
