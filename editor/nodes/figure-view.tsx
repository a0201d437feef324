import { picturesMap } from '@charrette/guides'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { type ChangeEvent, useState } from 'react'
import { RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { useShared } from '../connection/use-shared.ts'
import { pictureTypes, uploadPicture } from '../document/upload-picture.ts'
import { words } from '../messages/index.ts'
import { aroundOf } from './around.ts'
import { Field } from './field.tsx'

export function FigureView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
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
      setProblem(error instanceof RequestFailed ? error.message : say.notUploaded)
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
          <p className="figure-empty">{say.noPicture}</p>
        )}
        {readOnly ? null : (
          <div className="fields">
            <label className="button button-quiet button-small upload">
              {sending ? say.uploading : picture ? say.replacePicture : say.choosePicture}
              <input
                type="file"
                className="visually-hidden"
                accept={pictureTypes.join(',')}
                onChange={upload}
              />
            </label>
            {decorative ? null : (
              <Field
                label={say.alt}
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
              {say.decorates}
            </label>
            <Field
              label={say.credit}
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
