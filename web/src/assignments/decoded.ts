// The text of a file as its program wrote it: UTF-8, UTF-16 with its mark, or GB 18030, in which older programs in China
// write. Null: it is no text.
export function decoded(bytes: Uint8Array): string | null {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : ''
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) ? null : text
    } catch {
      continue
    }
  }
  return null
}
