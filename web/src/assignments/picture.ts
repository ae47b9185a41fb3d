// Photos of handwriting before they are sent: as large as one reads them, upright, and without what the camera wrote
// beside them.
const longest = 2400 // pixels of the longer side
const quality = 0.85

export function fitted(width: number, height: number, most = longest): [number, number] {
  const share = Math.min(1, most / Math.max(width, height, 1))
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))]
}

// What the browser cannot read goes as it is: the server says what is wrong with it.
export async function smaller(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const [width, height] = fitted(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
    picture.close()
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return made ? new File([made], `${file.name.replace(/\.[^.]+$/, '')}.jpg`, { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
