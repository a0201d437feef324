import type { Label } from '@charrette/guides'

type Labels = ReadonlyMap<string, Label>

/**
 * Makes something of labels and notes which of them it asked for.
 *
 * @returns what was made, and whether it would be the same with other labels.
 */
export function readingLabels<T>(
  labels: Labels,
  make: (labels: Labels) => T,
): { made: T; holdsFor: (labels: Labels) => boolean } {
  const reading = new ReadLabels(labels)
  const made = make(reading)
  const read = [...reading.asked].map((id): [string, string] => [id, asText(id, labels)])
  return { made, holdsFor: (others) => read.every(([id, text]) => asText(id, others) === text) }
}

class ReadLabels extends Map<string, Label> {
  readonly asked = new Set<string>()
  override get(id: string): Label | undefined {
    this.asked.add(id)
    return super.get(id)
  }
  override has(id: string): boolean {
    this.asked.add(id)
    return super.has(id)
  }
}

const asText = (id: string, labels: Labels): string => JSON.stringify(labels.get(id) ?? null)
