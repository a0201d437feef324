import { canonicalJson } from '../content-hash.ts'
import type { Chapter, CslItem, Guide } from '../guide.ts'
import type { BlockChange, ChapterChange } from './chapter-change.ts'
import { compareBlocks, type PicturesOf, withNeighbours } from './compare-blocks.ts'
import { compareWords } from './compare-words.ts'

/**
 * Says what changed from one text of a guide to another. Chapters are matched by id and come in
 * the order of the newer text, removed ones where they stood. An approval counts for the whole
 * text, so changes outside of the chapters come last, as entries called `guide:front-matter`,
 * `guide:bibliography` and `guide:pictures`, where there are any.
 *
 * @param before null for a first release: then every chapter is added.
 */
export function compareGuides(before: Guide | null, after: Guide): ChapterChange[] {
  const chaptersBefore = before?.chapters ?? []
  const byId = new Map(chaptersBefore.map((chapter) => [chapter.id, chapter]))
  const moved = movedIds(
    chaptersBefore.map(({ id }) => id),
    after.chapters.map(({ id }) => id),
  )
  const pictures = { before: before?.pictures ?? {}, after: after.pictures }
  const changes = after.chapters.map((chapter): ChapterChange => {
    const earlier = byId.get(chapter.id)
    return earlier
      ? compareChapters(earlier, chapter, moved.has(chapter.id), pictures)
      : wholeChapter(chapter, 'added', pictures)
  })
  return [
    ...putRemoved(changes, chaptersBefore, after.chapters, pictures),
    ...(before ? compareRest(before, after) : []),
  ]
}

function compareChapters(
  before: Chapter,
  after: Chapter,
  moved: boolean,
  pictures: PicturesOf,
): ChapterChange {
  const blocks = [
    ...lineChange('title', before.title, after.title),
    ...lineChange('language', before.lang ?? '', after.lang ?? ''),
    ...withNeighbours(
      compareBlocks(before.content.content ?? [], after.content.content ?? [], pictures),
    ),
  ]
  const kind = blocks.length > 0 ? 'changed' : moved ? 'moved' : 'same'
  return { chapterId: after.id, title: after.title, kind, blocks }
}

function wholeChapter(
  chapter: Chapter,
  kind: 'added' | 'removed',
  pictures: PicturesOf,
): ChapterChange {
  const blocks = chapter.content.content ?? []
  return {
    chapterId: chapter.id,
    title: chapter.title,
    kind,
    blocks:
      kind === 'added' ? compareBlocks([], blocks, pictures) : compareBlocks(blocks, [], pictures),
  }
}

/** A title or field of one line; nothing where it is the same. */
function lineChange(nodeType: string, before: string, after: string): BlockChange[] {
  if (before === after) return []
  const kind = !before ? 'added' : !after ? 'removed' : 'changed'
  return [{ kind, nodeType, runs: compareWords(before, after) }]
}

/**
 * The chapters that changed their place among those that both texts have: all but a longest run
 * that kept its order.
 */
function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, index) => [id, index]))
  const common = after.filter((id) => places.has(id))
  // longest[i]: the longest increasing sequence that ends with common[i].
  const longest: string[][] = []
  for (const id of common) {
    const fitting = longest.filter(
      (run) => (places.get(run.at(-1) ?? '') ?? -1) < (places.get(id) ?? -1),
    )
    const best = fitting.reduce<string[]>((a, b) => (b.length > a.length ? b : a), [])
    longest.push([...best, id])
  }
  const kept = new Set(longest.reduce<string[]>((a, b) => (b.length > a.length ? b : a), []))
  return new Set(common.filter((id) => !kept.has(id)))
}

/** Puts each removed chapter after the one that it followed. */
function putRemoved(
  changes: ChapterChange[],
  before: readonly Chapter[],
  after: readonly Chapter[],
  pictures: PicturesOf,
): ChapterChange[] {
  const kept = new Set(after.map(({ id }) => id))
  const result = [...changes]
  for (const [index, chapter] of before.entries()) {
    if (kept.has(chapter.id)) continue
    const previous = before[index - 1]?.id
    const place = result.findIndex(({ chapterId }) => chapterId === previous)
    result.splice(place + 1, 0, wholeChapter(chapter, 'removed', pictures))
  }
  return result
}

function compareRest(before: Guide, after: Guide): ChapterChange[] {
  const sections: [id: string, title: string, before: Lines, after: Lines][] = [
    ['guide:front-matter', 'Front matter', frontMatterLines(before), frontMatterLines(after)],
    [
      'guide:bibliography',
      'Bibliography',
      bibliographyLines(before.bibliography),
      bibliographyLines(after.bibliography),
    ],
    ['guide:pictures', 'Pictures', pictureLines(before), pictureLines(after)],
  ]
  return sections.flatMap(([chapterId, title, old, fresh]) => {
    const keys = [...new Set([...old.keys(), ...fresh.keys()])]
    const blocks = keys.flatMap((key) =>
      lineChange('field', old.get(key) ?? '', fresh.get(key) ?? ''),
    )
    return blocks.length > 0 ? [{ chapterId, title, kind: 'changed' as const, blocks }] : []
  })
}

type Lines = Map<string, string>

function frontMatterLines({ frontMatter }: Guide): Lines {
  return new Map(
    Object.entries(frontMatter).map(([field, value]) => [field, `${field}: ${inWords(value)}`]),
  )
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join('; ')
  if (typeof value === 'object' && value !== null)
    return Object.values(value).filter(Boolean).map(inWords).join(', ')
  return String(value)
}

const bibliographyLines = (items: readonly CslItem[]): Lines =>
  new Map(items.map((item) => [item.id, `${item.id}: ${canonicalJson(item)}`]))

function pictureLines({ pictures }: Guide): Lines {
  return new Map(
    Object.entries(pictures).map(([path, { width, height, bytes, sha256 }]) => [
      path,
      `${path}: ${width} × ${height}, ${bytes} bytes, SHA-256 ${sha256.slice(0, 12)}`,
    ]),
  )
}
