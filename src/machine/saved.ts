import { z } from 'zod';

/** A state as a row holds it: versioned, plain JSON. How it is made and read again follows with the machine. */
export const SavedSchema = z.object({ version: z.number().int(), value: z.string(), context: z.unknown() });
export type Saved = z.infer<typeof SavedSchema>;
