import type { Me } from '@charrette/collab-server/contract'
import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { api } from '../api/client.ts'
import { useWords } from '../messages/index.ts'
import { GuidesPage } from '../pages/guides-page.tsx'
import { JoinPage } from '../pages/join-page.tsx'
import { NothingHere } from '../pages/nothing-here.tsx'
import { SignInPage } from '../pages/sign-in-page.tsx'
import { useLoaded } from './use-loaded.ts'

// The list of guides does not wait for the editor.
const GuidePage = lazy(() => import('../pages/guide-page.tsx'))
const BoardPage = lazy(() => import('../pages/board-page.tsx'))
const AuditPage = lazy(() => import('../pages/audit-page.tsx'))
const HistoryPage = lazy(() => import('../pages/history-page.tsx'))
const ImportReportPage = lazy(() => import('../pages/import-report-page.tsx'))
const NotificationsPage = lazy(() => import('../pages/notifications-page.tsx'))
const QuestionsPage = lazy(() => import('../pages/questions-page.tsx'))
const SettingsPage = lazy(() => import('../pages/settings-page.tsx'))
const PeoplePage = lazy(() => import('../pages/people-page.tsx'))
const ReadersPage = lazy(() => import('../pages/readers-page.tsx'))
const ReleasesPage = lazy(() => import('../pages/releases-page.tsx'))
const ReviewPage = lazy(() => import('../pages/review-page.tsx'))
const StatusPage = lazy(() => import('../pages/status-page.tsx'))
const RulesPage = lazy(() => import('../pages/rules-page.tsx'))

export function App() {
  // Draws every page anew in another language.
  useWords()
  const [path] = useLocation()
  if (path === '/sign-in') return <SignInPage />
  const invitation = /^\/join\/([\w-]+)$/.exec(path)?.[1]
  if (invitation) return <JoinPage token={invitation} />
  return <SignedIn />
}

function SignedIn() {
  const say = useWords()
  const me = useLoaded('me', api.me)
  if (me.state === 'loading') return <p className="waiting">{say.opening}</p>
  if (me.state === 'failed') {
    if (me.error.status === 401) {
      // Where they wanted to go, for after the sign-in.
      sessionStorage.setItem('charrette:after-sign-in', location.pathname)
      return <Redirect to="/sign-in" replace />
    }
    return <NothingHere heading={say.noAnswer} words={me.error.message} />
  }
  return (
    <Suspense fallback={<p className="waiting">{say.opening}</p>}>
      <Pages me={me.value} />
    </Suspense>
  )
}

function Pages({ me }: { me: Me }) {
  const say = useWords()
  const wanted = sessionStorage.getItem('charrette:after-sign-in')
  if (wanted) {
    sessionStorage.removeItem('charrette:after-sign-in')
    if (wanted !== location.pathname) return <Redirect to={wanted} replace />
  }
  return (
    <Switch>
      <Route path="/write">
        <GuidesPage me={me} />
      </Route>
      <Route path="/write/board">
        <BoardPage me={me} />
      </Route>
      <Route path="/write/notifications">
        <NotificationsPage me={me} />
      </Route>
      <Route path="/write/questions">
        <QuestionsPage me={me} />
      </Route>
      <Route path="/write/guides/:slug/audit">
        {({ slug }) => <AuditPage key={slug} me={me} slug={slug} />}
      </Route>
      <Route path="/write/guides/:slug/history">
        {({ slug }) => <HistoryPage key={slug} me={me} slug={slug} />}
      </Route>
      <Route path="/write/people/:consortium">
        {({ consortium }) => <PeoplePage key={consortium} me={me} consortium={consortium} />}
      </Route>
      <Route path="/write/settings/:consortium">
        {({ consortium }) => <SettingsPage key={consortium} me={me} consortium={consortium} />}
      </Route>
      <Route path="/write/status/:consortium">
        {({ consortium }) => <StatusPage key={consortium} me={me} consortium={consortium} />}
      </Route>
      <Route path="/write/guides/:slug/releases">
        {({ slug }) => <ReleasesPage key={slug} me={me} slug={slug} />}
      </Route>
      <Route path="/write/guides/:slug/readers">
        {({ slug }) => <ReadersPage key={slug} me={me} slug={slug} />}
      </Route>
      <Route path="/write/guides/:slug/rules">
        {({ slug }) => <RulesPage key={slug} me={me} slug={slug} />}
      </Route>
      <Route path="/write/guides/:slug/imports/:id">
        {({ slug, id }) => <ImportReportPage key={id} me={me} slug={slug} id={id} />}
      </Route>
      <Route path="/write/guides/:slug/review/:number">
        {({ slug, number }) => <ReviewPage me={me} slug={slug} number={Number(number)} />}
      </Route>
      <Route path="/write/guides/:slug/chapters/:chapter">
        {({ slug, chapter }) => <GuidePage key={slug} me={me} slug={slug} chapterId={chapter} />}
      </Route>
      <Route path="/write/guides/:slug">
        {({ slug }) => <GuidePage key={slug} me={me} slug={slug} chapterId={null} />}
      </Route>
      <Route>
        <NothingHere heading={say.noPage.heading} words={say.noPage.words} />
      </Route>
    </Switch>
  )
}
