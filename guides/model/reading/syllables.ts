/** Counts the syllables of a word, at least one. */
export type CountSyllables = (word: string) => number

/**
 * By the letters alone, as the Flesch measures are commonly counted: groups of vowels, without an e that
 * is silent at the end.
 */
export const englishSyllables: CountSyllables = (word) => {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters.length <= 3) return 1
  const sounded = letters
    // "makes", "named", "place"; but "waited", "houses", "table".
    .replace(/(?<=[^laeiouy])es$|(?<=[^aeiouydt])ed$|(?<=[^laeiouy])e$|(?<=[aeiouy]l)e$/, (end) =>
      end === 'es' && /(?:[sxz]|ch|sh|c|g)es$/.test(letters) ? 'es' : '',
    )
    .replace(/^y/, '')
  const groups = sounded.match(/[aeiouy]+/g)?.length ?? 0
  // Two vowels that are said apart, as in "medium"; they are one in "station".
  const apart =
    sounded.match(/(?<![tsc])i[ao](?!u)|[aeiou]ing$|(?<!p)eo(?!u)|ua|uo|iu/g)?.length ?? 0
  return Math.max(1, groups + apart)
}

/** Spanish says a vowel as it writes it; two strong ones, or an accented weak one, are apart. */
export const spanishSyllables: CountSyllables = (word) => {
  const letters = word
    .toLowerCase()
    .replace(/qu(?=[eéií])/g, 'q')
    .replace(/gu(?=[eéií])/g, 'g')
    .replace(/y(?![aeiouáéíóúü])/g, 'i')
  const groups = letters.match(/[aeiouáéíóúü]+/g) ?? []
  const apart = groups.reduce(
    (sum, group) =>
      sum + [...group].slice(1).filter((vowel, i) => isApart(group[i] ?? '', vowel)).length,
    0,
  )
  return Math.max(1, groups.length + apart)
}

const strong = /[aeoáéó]/
const accentedWeak = /[íú]/

const isApart = (vowel: string, next: string): boolean =>
  (strong.test(vowel) && strong.test(next)) ||
  (accentedWeak.test(vowel) && strong.test(next)) ||
  (strong.test(vowel) && accentedWeak.test(next))
