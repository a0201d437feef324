import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import type { NodeJson } from '../guide.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import { guideJson, settle, withoutSuggestions } from '../suggestions/settle.ts'
import {
  doc,
  em,
  figure,
  footnote,
  h2,
  h3,
  li,
  link,
  ol,
  olFrom,
  p,
  quote,
  spanning,
  strong,
  table,
  task,
  tasks,
  td,
  th,
  tr,
  ul,
} from '../testing/builders.ts'
import { importWord } from './import-word.ts'
import {
  cell,
  del,
  ins,
  item,
  markDel,
  markIns,
  para,
  row,
  run,
  type WordFileParts,
  wordFile,
  wordTable,
} from './testing/word-file.ts'

const read = (body: string, parts: WordFileParts = {}) =>
  importWord(wordFile(body, parts), { name: 'file', asGuide: true })
/** The one chapter's text, as the guide's own builders write it. */
const textOf = async (body: string, parts: WordFileParts = {}): Promise<NodeJson> =>
  settled((await read(body, parts)).chapters[0]?.content)
const settled = (content: NodeJson | undefined): NodeJson =>
  guideJson(withoutSuggestions(Node.fromJSON(draftSchema, content)))
const accepted = (content: NodeJson | undefined): NodeJson =>
  guideJson(settle(Node.fromJSON(draftSchema, content), () => 'accept'))
const rules = ({ findings }: { findings: { ruleId: string }[] }) =>
  findings.map(({ ruleId }) => ruleId)

test('headings of the highest level become chapters, the others keep their order', async () => {
  const imported = await read(
    para('Lines for all', 'Title') +
      para('Why', 'heading 1') +
      para('Because.') +
      para('First', 'heading 2') +
      para('Deep', 'heading 5') +
      para('How', 'heading 1') +
      para('So.'),
  )
  expect(imported.title).toBe('Lines for all')
  expect(imported.chapters.map(({ title }) => title)).toEqual(['Why', 'How'])
  expect(settled(imported.chapters[0]?.content)).toEqual(
    doc(p('Because.'), h2('First'), {
      type: 'heading',
      attrs: { level: 4 },
      content: [{ type: 'text', text: 'Deep' }],
    }),
  )
  expect(imported.findings).toEqual([
    expect.objectContaining({ ruleId: 'word-heading-depth', chapterTitle: 'Why', quote: 'Deep' }),
  ])
})

test('one heading over several is the guide’s title, and of a chapter it is the chapter’s', async () => {
  const bytes = wordFile(
    para('All', 'heading 1') +
      para('A', 'heading 2') +
      para('a') +
      para('B', 'heading 2') +
      para('b'),
  )
  const asGuide = await importWord(bytes, { name: 'file', asGuide: true })
  expect([asGuide.title, asGuide.chapters.map(({ title }) => title)]).toEqual(['All', ['A', 'B']])
  const asChapter = await importWord(bytes, { name: 'file', asGuide: false })
  expect(asChapter.chapters.map(({ title }) => title)).toEqual(['All'])
  expect(settled(asChapter.chapters[0]?.content)).toEqual(doc(h2('A'), p('a'), h2('B'), p('b')))
})

test('without headings the document is one chapter by its file’s name', async () => {
  const { chapters } = await read(para('Words.'))
  expect(chapters.map(({ title }) => title)).toEqual(['file'])
})

test('words keep what they are set in, links and line breaks', async () => {
  const body = para(
    run('A ') +
      run('bold', '<w:b/>') +
      run(' and ') +
      run('slanted', '<w:i/>') +
      '<w:r><w:br/></w:r>' +
      '<w:hyperlink r:id="l"><w:r><w:t>site</w:t></w:r></w:hyperlink>',
  )
  const relationships =
    '<Relationship Id="l" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/>'
  expect(await textOf(body, { relationships })).toEqual(
    doc(
      p(
        'A ',
        strong('bold'),
        ' and ',
        em('slanted'),
        { type: 'hardBreak' },
        link('https://example.org/', 'site'),
      ),
    ),
  )
})

test('a link that leads nowhere outside is words, and what readers would miss is told', async () => {
  const imported = await read(
    para('<w:hyperlink w:anchor="there"><w:r><w:t>See there</w:t></w:r></w:hyperlink>') +
      para(
        run('gone', '<w:strike/>') +
          run(' loud', '<w:highlight w:val="yellow"/>') +
          run(' line', '<w:u w:val="single"/>'),
      ) +
      para(run('Looks like a heading', '<w:b/>')) +
      para(run('secret', '<w:vanish/>') + run('open')) +
      para('<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>') +
      para('Contents 1', 'toc 1'),
  )
  expect(rules(imported).sort()).toEqual(
    [
      'word-bold-heading',
      'word-contents',
      'word-equation',
      'word-hidden',
      'word-highlight',
      'word-link',
      'word-strikethrough',
      'word-underline',
    ].sort(),
  )
  expect(settled(imported.chapters[0]?.content)).toEqual(
    doc(
      p('See there'),
      p('gone loud line'),
      p(strong('Looks like a heading')),
      p('open'),
      p('E=mc'),
    ),
  )
})

test('lists lie within each other, count on after text, and begin where the file says', async () => {
  expect(
    await textOf(
      item('one', 2) +
        item('inner', 1, 1) +
        para('more of inner', 'List Paragraph') +
        item('two', 2) +
        para('Between.') +
        item('three', 2) +
        item('four', 3) +
        para('☑ done', 'List Paragraph') +
        para('☐ open'),
    ),
  ).toEqual(
    doc(
      ol(li('one', ul(li('inner', p('more of inner')))), li('two')),
      p('Between.'),
      olFrom(3, li('three')),
      olFrom(4, li('four')),
      tasks(task(true, 'done'), task(false, 'open')),
    ),
  )
})

test('tables keep merged cells, lists in cells, heads and captions', async () => {
  const body =
    para(
      '<w:r><w:t>Table </w:t></w:r><w:fldSimple w:instr=" SEQ Table "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>. Costs</w:t></w:r>',
      'caption',
    ) +
    wordTable(
      row(cell('What', '<w:gridSpan w:val="2"/>') + cell('Cost')) +
        row(
          cell('Lines', '<w:vMerge w:val="restart"/>') +
            cell(item('copper', 1) + item('glass', 1)) +
            cell('1'),
        ) +
        row(cell('', '<w:vMerge/>') + cell('poles') + cell('2')),
      '<w:tblLook w:val="04A0" w:firstRow="1"/>',
    )
  const imported = await read(body)
  expect(settled(imported.chapters[0]?.content)).toEqual(
    doc(
      table(
        { caption: 'Costs' },
        tr(spanning(th('What'), { colspan: 2 }), th('Cost')),
        tr(spanning(td('Lines'), { rowspan: 2 }), td(ul(li('copper'), li('glass'))), td('1')),
        tr(td('poles'), td('2')),
      ),
    ),
  )
  expect(rules(imported)).toEqual(['word-table-head'])
})

test('rows of different widths are filled up, and what cells cannot hold stands below', async () => {
  const imported = await read(
    wordTable(
      row(cell('a') + cell('b')) + row(cell(wordTable(row(cell('x') + cell('y'))) + para(''))),
    ),
  )
  expect(settled(imported.chapters[0]?.content)).toEqual(
    doc(table({}, tr(td('a'), td('b')), tr(td('x | y'), td()))),
  )
  expect(rules(imported).sort()).toEqual(['word-table-in-table', 'word-uneven-table'])
})

test('notes stand where they are referred to', async () => {
  expect(
    await textOf(para(`${run('Said.')}<w:r><w:footnoteReference w:id="2"/></w:r>`), {
      footnotes: `<w:footnote w:id="2">${para(`<w:r><w:footnoteRef/></w:r>${run(' By whom.')}`)}</w:footnote>`,
    }),
  ).toEqual(doc(p('Said.', footnote('By whom.'))))
})

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const drawing = (id: string, alt: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
const image = (id: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/${target}"/>`

test('pictures come with their words and captions; a kind that nobody can show is told', async () => {
  const imported = await read(
    para(drawing('i', 'A line')) +
      para('Figure 3: Where it ends', 'caption') +
      para(drawing('e', 'An old chart')),
    {
      relationships: image('i', 'a.png') + image('e', 'b.emf'),
      files: { 'word/media/a.png': png, 'word/media/b.emf': new Uint8Array([1, 0, 0, 0, 9]) },
    },
  )
  const [src = ''] = imported.pictures.keys()
  expect(src).toMatch(/^pictures\/[0-9a-f]{16}\.png$/)
  expect(imported.pictures.get(src)?.bytes).toEqual(png)
  expect(settled(imported.chapters[0]?.content)).toEqual(
    doc(figure({ src, alt: 'A line' }, 'Where it ends')),
  )
  expect(imported.findings).toEqual([
    expect.objectContaining({ ruleId: 'word-picture', quote: 'An old chart' }),
  ])
})

test('quotations', async () => {
  expect(await textOf(para('Said one', 'Quote') + para('and two', 'Quote') + para('End.'))).toEqual(
    doc(quote(p('Said one'), p('and two')), p('End.')),
  )
})

const before = async (body: string) => {
  const { chapters, changes } = await read(body)
  const [chapter] = chapters
  return {
    old: settled(chapter?.content),
    young: accepted(chapter?.content),
    changes,
    content: chapter?.content,
  }
}

test('tracked words are suggestions by who tracked them', async () => {
  const { old, young, changes } = await before(
    para(run('We ') + del('asked') + ins('heard') + run(' them') + ins(' all') + run('.')),
  )
  expect(old).toEqual(doc(p('We asked them.')))
  expect(young).toEqual(doc(p('We heard them all.')))
  // One word in another's place is one suggestion.
  expect([...changes.values()]).toEqual([
    { author: 'Ben', at: '2026-03-01T10:00:00.000Z' },
    { author: 'Ben', at: '2026-03-01T10:00:00.000Z' },
  ])
})

test.each([
  [
    'a paragraph typed at the end of another',
    para('A.', '', markIns) + para(ins('B.')),
    doc(p('A.')),
    doc(p('A.'), p('B.')),
  ],
  [
    'a paragraph typed before another',
    para(ins('B.'), '', markIns) + para('A.'),
    doc(p('A.')),
    doc(p('B.'), p('A.')),
  ],
  [
    'a paragraph taken out',
    para(del('A.'), '', markDel) + para('B.'),
    doc(p('A.'), p('B.')),
    doc(p('B.')),
  ],
  [
    'a paragraph parted',
    para('One. ', '', markIns) + para('Two.'),
    doc(p('One. Two.')),
    doc(p('One. '), p('Two.')),
  ],
  [
    'paragraphs joined',
    para('One. ', '', markDel) + para('Two.'),
    doc(p('One. '), p('Two.')),
    doc(p('One. Two.')),
  ],
  [
    'an item of a list',
    item('a', 1) + item(ins('b'), 1, 0, markIns) + item('c', 1),
    doc(ul(li('a'), li('c'))),
    doc(ul(li('a'), li('b'), li('c'))),
  ],
  [
    'rows of a table',
    wordTable(
      row(cell('a') + cell('b')) +
        row(cell('c') + cell('d'), '<w:ins w:id="1" w:author="Ben"/>') +
        row(cell('e') + cell('f'), '<w:del w:id="1" w:author="Ben"/>'),
    ),
    doc(table({}, tr(td('a'), td('b')), tr(td('e'), td('f')))),
    doc(table({}, tr(td('a'), td('b')), tr(td('c'), td('d')))),
  ],
  [
    'formatting',
    para(
      run('so ', '<w:b/><w:rPrChange w:id="1" w:author="Ben"><w:rPr/></w:rPrChange>') +
        run('be it', '<w:rPrChange w:id="1" w:author="Ben"><w:rPr><w:i/></w:rPr></w:rPrChange>'),
    ),
    doc(p('so ', em('be it'))),
    doc(p(strong('so '), 'be it')),
  ],
])('tracked: %s', async (_, body, old, young) => {
  const found = await before(para('Start.') + body + para('End.'))
  const around = (text: NodeJson): NodeJson => doc(p('Start.'), ...(text.content ?? []), p('End.'))
  // Two blank ends of paragraphs are trimmed where a paragraph ends.
  const trim = (text: NodeJson): NodeJson =>
    JSON.parse(JSON.stringify(text).replaceAll('One. "', 'One."'))
  expect(trim(found.old)).toEqual(trim(around(old)))
  expect(trim(found.young)).toEqual(trim(around(young)))
})

test('comments keep their words, their order and who settled them', async () => {
  const imported = await read(
    para('Chapter', 'heading 1') +
      para(
        `${run('Ask ')}<w:commentRangeStart w:id="7"/>${run('every city')}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>${run(' first.')}`,
      ),
    {
      comments:
        `<w:comment w:id="7" w:author="Ana" w:date="2026-03-01T09:00:00Z"><w:p w14:paraId="AA">${run('Really every one?')}</w:p></w:comment>` +
        `<w:comment w:id="8" w:author="Ben"><w:p w14:paraId="BB">${run('Yes.')}</w:p></w:comment>`,
      commentsExtended:
        '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA"/>',
    },
  )
  expect(imported.comments).toEqual([
    {
      chapter: 0,
      from: 5,
      to: 15,
      quote: 'every city',
      resolved: true,
      messages: [
        { author: 'Ana', at: '2026-03-01T09:00:00.000Z', body: 'Really every one?' },
        { author: 'Ben', at: null, body: 'Yes.' },
      ],
    },
  ])
  expect(imported.findings).toEqual([])
})

test('headings in a chapter keep their levels', async () => {
  expect(await textOf(para('A', 'heading 1') + para('B', 'heading 3') + para('c'))).toEqual(
    doc(h3('B'), p('c')),
  )
})
