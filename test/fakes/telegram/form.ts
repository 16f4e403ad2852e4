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

/** Tolerant, as Telegram: a file name may be without quotes, and in any characters. */
function form(bytes: Buffer, type: string): Body {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const params: Record<string, unknown> = {};
  const uploads = new Map<string, Upload>();
  const mark = Buffer.from(`--${boundary}`);
  for (let at = bytes.indexOf(mark); at >= 0; ) {
    const next = bytes.indexOf(mark, at + mark.length);
    const head = bytes.indexOf('\r\n\r\n', at);
    if (next < 0 || head < 0) break;
    const header = bytes.toString('utf8', at, head);
    const content = bytes.subarray(head + 4, next - 2);
    const name = /[; ]name="?([^";\r\n]+)/i.exec(header)?.[1] ?? '';
    const file = /filename="?([^"\r\n]+)/i.exec(header)?.[1];
    if (file === undefined) params[name] = content.toString('utf8');
    else uploads.set(name, { name: file, bytes: new Uint8Array(content) });
    at = next;
  }
  return { params, uploads };
}
