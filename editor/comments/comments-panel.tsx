import type { Actor, Me } from '@charrette/collab-server/contract'
import { addThread, concerns, isResolved, type OutlineEntry, type Writer } from '@charrette/guides'
import { MessageSquarePlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../api/client.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { type Messages, useWords, words } from '../messages/index.ts'
import { type CommentDesk, type DeskState, useDesk } from './comment-desk.ts'
import { CommentForm } from './comment-form.tsx'
import { ThreadCard } from './thread-card.tsx'
import { type PlacedThread, useThreads } from './use-threads.ts'

type Filter = keyof Messages['comments']['filters']

/** The comments beside the text, in the order in which they stand in it. */
export function CommentsPanel({
  connection,
  desk,
  me,
  slug,
  consortium,
  chapters,
  openId,
  mayComment,
}: {
  connection: GuideConnection
  desk: CommentDesk
  me: Me
  slug: string
  consortium: string
  chapters: OutlineEntry[]
  openId: string | null
  mayComment: boolean
}) {
  const say = useWords().comments
  const { doc } = connection
  const { active, draft, places } = useDesk(desk)
  const [filter, setFilter] = useState<Filter>('chapter')
  const [people, setPeople] = useState<Actor[]>([])
  const [, goTo] = useLocation()
  const placed = useThreads(doc)
  const list = useRef<HTMLOListElement>(null)
  const author: Writer = {
    accountId: me.account.id,
    name: me.account.name,
    city: me.account.city?.name ?? '',
  }
  useEffect(() => {
    // Without a network one comments without mentions.
    api.people(consortium).then(
      ({ people: members }) => setPeople(members),
      () => setPeople([]),
    )
  }, [consortium])
  // What is chosen in the text comes into view here.
  useEffect(() => {
    if (active) document.getElementById(`thread-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  useFollowing(list)

  const shown = placed
    .filter((one) => one.thread.id === active || isShown(one, filter, openId, author.accountId))
    .sort(inOrderOf(chapters, openId, places))
  const openCount = placed.filter(({ thread }) => !isResolved(thread)).length

  function go({ thread, place }: PlacedThread) {
    desk.set({ active: thread.id })
    if (place.chapterId && place.chapterId !== openId)
      goTo(`/write/guides/${slug}/chapters/${place.chapterId}`)
    else desk.showPlace(thread.id)
  }

  return (
    <section className="comments" id="comments" aria-labelledby="comments-heading">
      <div className="comments-head">
        <h2 id="comments-heading">
          {say.heading} <span className="checks-count">{say.openCount(openCount)}</span>
        </h2>
        {mayComment ? (
          <button
            type="button"
            className="icon-button"
            aria-label={say.onSelection}
            title={say.onSelection}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => desk.begin()}
          >
            <MessageSquarePlus size={17} aria-hidden />
          </button>
        ) : null}
      </div>
      <select
        aria-label={say.which}
        value={filter}
        onChange={(event) => setFilter(event.target.value as Filter)}
      >
        {Object.entries(say.filters).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {draft ? (
        <div className="thread thread-active">
          <p className="thread-quote">
            <q>{draft.quote}</q>
          </p>
          <CommentForm
            key={draft.from + draft.to}
            label={say.comment}
            send={say.comment}
            people={people}
            focused
            onCancel={() => desk.set({ draft: null })}
            onSend={(written) => {
              const id = addThread(doc, {
                ...written,
                by: author,
                anchor: draft,
                now: new Date(),
              })
              desk.set({ draft: null, active: id })
            }}
          />
        </div>
      ) : null}
      {shown.length === 0 && !draft ? <p className="comment-hint">{nothing(filter)}</p> : null}
      <ol className="threads" ref={list}>
        {shown.map((one) => (
          <li key={one.thread.id}>
            {one.place.chapterId !== openId ? (
              <p className="thread-chapter">
                {chapters.find(({ id }) => id === one.place.chapterId)?.title ?? say.noChapter}
              </p>
            ) : null}
            <ThreadCard
              doc={doc}
              placed={one}
              me={author}
              people={people}
              mayComment={mayComment}
              active={one.thread.id === active}
              onGo={() => go(one)}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

function isShown(
  { thread, place }: PlacedThread,
  filter: Filter,
  openId: string | null,
  accountId: string,
): boolean {
  if (filter === 'resolved') return isResolved(thread)
  if (isResolved(thread)) return false
  if (filter === 'chapter') return place.chapterId === openId
  return filter === 'open' || concerns(thread, accountId)
}

function nothing(filter: Filter): string {
  if (filter === 'resolved') return words().comments.noneResolved
  return words().comments.noneHere
}

/** By chapter, the open one as the text stands; what lost its text comes last in its chapter. */
function inOrderOf(chapters: OutlineEntry[], openId: string | null, places: DeskState['places']) {
  const chapterOf = ({ place }: PlacedThread) => {
    if (place.chapterId === openId) return -1
    const index = chapters.findIndex(({ id }) => id === place.chapterId)
    return index === -1 ? chapters.length : index
  }
  const placeOf = ({ thread }: PlacedThread) =>
    places.get(thread.id)?.from ?? Number.MAX_SAFE_INTEGER
  return (a: PlacedThread, b: PlacedThread) =>
    chapterOf(a) - chapterOf(b) || placeOf(a) - placeOf(b)
}

/** While one reads on, the list of comments keeps step with the text in view. */
function useFollowing(list: React.RefObject<HTMLOListElement | null>): void {
  useEffect(() => {
    let frame = 0
    const follow = () => {
      frame = 0
      const element = list.current
      if (!element || element.contains(document.activeElement)) return
      const inView = [...document.querySelectorAll<HTMLElement>('[data-thread]')].find(
        (mark) => mark.getBoundingClientRect().bottom > 120,
      )
      const card = document.getElementById(`thread-${inView?.dataset.thread}`)
      // The list scrolls, never the page.
      if (card && element.scrollHeight > element.clientHeight)
        element.scrollTop = card.offsetTop - element.offsetTop
    }
    const onScroll = () => {
      frame ||= requestAnimationFrame(follow)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', onScroll)
    }
  }, [list])
}
