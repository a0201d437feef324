// citeproc carries no types. These are the parts of its manual that we use:
// https://citeproc-js.readthedocs.io/en/latest/running.html
declare module 'citeproc' {
  export interface CitationItem {
    id: string
    locator?: string
    label?: string
    suffix?: string
  }
  export interface Cluster {
    citationID: string
    citationItems: CitationItem[]
    properties: { noteIndex: number }
  }
  export interface Sys {
    retrieveLocale(lang: string): string | false
    retrieveItem(id: string): object
    wrapCitationEntry?(text: string, id: string): string
  }
  interface Engine {
    opt: { development_extensions: Record<string, boolean> }
    setOutputFormat(name: string): void
    rebuildProcessorState(clusters: Cluster[], mode: string): [string, number, string][]
    makeBibliography(): [{ entry_ids: string[][] }, string[]] | false
  }
  const CSL: {
    Engine: new (sys: Sys, style: unknown, lang: string, forceLang: boolean) => Engine
    Output: { Formats: Record<string, Record<string, unknown>> }
  }
  export default CSL
}

declare module 'style-chicago' {
  export interface CslElement {
    name: string
    attrs: Record<string, string>
    children: (CslElement | string)[]
  }
  /** The style's XML as an object; text under CC-BY-SA 3.0. */
  const style: CslElement
  export default style
}
