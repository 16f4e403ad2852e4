/** OpenAI's `POST /v1/audio/transcriptions`, as strict: a form with one file of a known format and no unknown field. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** A received recording. */
export interface Recording {
  /** Counted from 1. */
  readonly number: number;
  readonly model: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** The formats in OpenAI's reference. */
const FORMATS = ['flac', 'mp3', 'mp4', 'mpeg', 'mpga', 'm4a', 'ogg', 'wav', 'webm'];

const FormSchema = z.strictObject({
  model: z.string().min(1),
  response_format: z.literal('json').optional(),
  file: z.instanceof(File).refine(({ size }) => size > 0 && size <= 25 << 20),
});

/** @returns `stray` for an invalid request, `refused` for an unsupported format */
export async function recordingIn(
  request: IncomingMessage,
  number: number,
): Promise<Recording | { readonly fault: 'stray' | 'refused' }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const type = request.headers['content-type'] ?? '';
  const isForm = request.method === 'POST' && type.startsWith('multipart/form-data; boundary=');
  if (!isForm || !request.headers.authorization?.startsWith('Bearer ')) return { fault: 'stray' };
  const body = Buffer.concat(chunks);
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => new FormData());
  const names = [...form.keys()];
  const read = FormSchema.safeParse(Object.fromEntries(form.entries()));
  if (!read.success || new Set(names).size < names.length) return { fault: 'stray' };
  const { model, file } = read.data;
  if (!FORMATS.includes(file.name.split('.').at(-1) ?? '')) return { fault: 'refused' };
  return { number, model, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}
