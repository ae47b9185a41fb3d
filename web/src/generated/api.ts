/* eslint-disable @typescript-eslint/no-explicit-any */
export type paths = Record<string, any>
