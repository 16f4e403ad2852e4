/** The body of a call: JSON, or a form with files in it. */
import type { IncomingMessage } from 'node:http';

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Body {
  readonly params: Record<string, unknown>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type'] ?? '';
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (type.startsWith('multipart/form-data')) return form(bytes, type);
  if (bytes.length === 0) return { params: {}, uploads: new Map() };
  const params: unknown = JSON.parse(bytes.toString('utf8'));
  return { params: typeof params === 'object' && params !== null ? { ...params } : {}, uploads: new Map() };
}

async function form(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  const params: Record<string, unknown> = {};
  const uploads = new Map<string, Upload>();
  const data = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  for (const [name, value] of data) {
    if (typeof value === 'string') params[name] = value;
    else uploads.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { params, uploads };
}
