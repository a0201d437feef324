import { problemSchema } from '@charrette/collab-server/contract'
import type { z } from 'zod'
import { words } from '../messages/index.ts'
import { RequestFailed, refusalWords } from './client.ts'

/**
 * Sends a file's bytes to the API.
 *
 * @param onProgress told how much of it has left this device, from 0 to 1.
 * @throws {RequestFailed} where the server does not take it, or cannot be reached.
 */
export function sendFile<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<z.infer<Schema>> {
  // `fetch` does not say how far it has come.
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    request.open('POST', `/api/${path}`)
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.upload.onload = () => onProgress(1)
    request.onerror = () => reject(new RequestFailed(0, 'offline', words().guide.notBroughtIn))
    request.onload = () => {
      const { status } = request
      if (status === 200) return resolve(schema.parse(request.response))
      const problem = problemSchema.safeParse(request.response)
      reject(
        problem.success
          ? new RequestFailed(status, problem.data.code, refusalWords(problem.data))
          : new RequestFailed(status, 'unknown', words().answered(status)),
      )
    }
    request.send(file)
  })
}
