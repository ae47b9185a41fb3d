// Photos of handwriting before they are sent: as large as one reads them, upright, and without what the camera wrote
// beside them.
const longest = 2400 // pixels of the longer side
const quality = 0.85

export function fitted(width: number, height: number, most = longest): [number, number] {
  const share = Math.min(1, most / Math.max(width, height, 1))
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))]
}

// Browsers that do not know how a bitmap is turned upright turn what an image element draws.
async function opened(file: File): Promise<[CanvasImageSource, number, number]> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    return [picture, picture.width, picture.height]
  } catch {
    const url = URL.createObjectURL(file)
    const picture = new Image()
    picture.src = url
    await picture.decode().finally(() => URL.revokeObjectURL(url))
    return [picture, picture.naturalWidth, picture.naturalHeight]
  }
}

// Null: nothing that this browser can open, and so nothing that was looked at before it was handed in.
export async function smaller(file: File): Promise<File | null> {
  try {
    const [picture, ...size] = await opened(file)
    const [width, height] = fitted(...size)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    if (!pen) return null
    pen.fillStyle = 'white' // JPEG knows no transparency: what is written on nothing stands on paper
    pen.fillRect(0, 0, width, height)
    pen.drawImage(picture, 0, 0, width, height)
    if (picture instanceof ImageBitmap) picture.close()
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return made && new File([made], `${file.name.replace(/\.[^.]+$/, '')}.jpg`, { type: 'image/jpeg' })
  } catch {
    return null
  }
}
