/** The draft to take along: as Word to read and send, as Markdown to keep. */
export function DraftDownloads({ slug, openId }: { slug: string; openId: string | null }) {
  const place = `/api/guides/${encodeURIComponent(slug)}/export`
  return (
    <details className="draft-downloads">
      <summary>Download the draft</summary>
      <ul>
        {openId ? (
          <li>
            <a href={`${place}/word?chapter=${encodeURIComponent(openId)}`} download>
              This chapter as Word
            </a>
          </li>
        ) : null}
        <li>
          <a href={`${place}/word`} download>
            The guide as Word
          </a>
        </li>
        <li>
          <a href={`${place}/markdown`} download>
            The guide as Markdown (.zip)
          </a>
        </li>
      </ul>
      <p>What is on the server, without open suggestions and without comments.</p>
    </details>
  )
}
