import { picturesMap } from '@charrette/guides'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { type ChangeEvent, useState } from 'react'
import { RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { useShared } from '../connection/use-shared.ts'
import { pictureTypes, uploadPicture } from '../document/upload-picture.ts'
import { aroundOf } from './around.ts'
import { Field } from './field.tsx'

export function FigureView({ node, updateAttributes, editor }: NodeViewProps) {
  const { doc, guideSlug } = aroundOf(editor, node.type.name)
  const pictures = picturesMap(doc)
  const src = String(node.attrs.src)
  const picture = useShared(pictures, () => pictures.get(src) ?? null)
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const readOnly = !editor.isEditable
  const decorative = node.attrs.decorative === true

  async function upload(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    if (!file) return
    setSending(true)
    setProblem('')
    try {
      updateAttributes({ src: await uploadPicture(doc, guideSlug, file) })
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'The picture was not uploaded.')
    } finally {
      setSending(false)
    }
  }

  return (
    <NodeViewWrapper as="figure" className="figure">
      <div contentEditable={false}>
        {picture ? (
          <img
            src={`/api/guides/${guideSlug}/pictures/${picture.sha256}`}
            alt={decorative ? '' : String(node.attrs.alt)}
            width={picture.width}
            height={picture.height}
          />
        ) : (
          <p className="figure-empty">No picture yet</p>
        )}
        {readOnly ? null : (
          <div className="fields">
            <label className="button button-quiet button-small upload">
              {sending ? 'Uploading …' : picture ? 'Replace the picture' : 'Choose a picture'}
              <input
                type="file"
                className="visually-hidden"
                accept={pictureTypes.join(',')}
                onChange={upload}
              />
            </label>
            {decorative ? null : (
              <Field
                label="What the picture shows (alternative text)"
                wide
                value={String(node.attrs.alt)}
                readOnly={readOnly}
                onChange={(alt) => updateAttributes({ alt })}
              />
            )}
            <label className="check">
              <input
                type="checkbox"
                checked={decorative}
                onChange={(event) => updateAttributes({ decorative: event.target.checked })}
              />
              It only decorates
            </label>
            <Field
              label="Credit"
              value={String(node.attrs.credit)}
              readOnly={readOnly}
              onChange={(credit) => updateAttributes({ credit })}
            />
          </div>
        )}
        <Problem words={problem} />
      </div>
      <NodeViewContent<'figcaption'> as="figcaption" />
    </NodeViewWrapper>
  )
}
