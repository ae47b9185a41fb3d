// What a browser records and from which devices; why it will not.

// H.264 in Matroska comes in small pieces; in MP4 browsers give whole groups of pictures, and VP8 cannot be kept.
const kinds = [
  'video/x-matroska;codecs=avc1,opus',
  'video/webm;codecs=h264,opus',
  'video/x-matroska;codecs=avc1',
  'video/webm;codecs=h264',
]
export const supportedKind = (supports: (kind: string) => boolean): string | null =>
  kinds.find((one) => supports(one)) ?? null

export const qualities = { low: 800_000, normal: 2_000_000, high: 4_000_000 } // bits a second
export type Quality = keyof typeof qualities
const heights: Record<Quality, number> = { low: 480, normal: 720, high: 1080 }
const soundBits = 96_000

export function recorderOf(stream: MediaStream, kind: string, quality: Quality): MediaRecorder {
  return new MediaRecorder(stream, {
    mimeType: kind,
    videoBitsPerSecond: qualities[quality],
    audioBitsPerSecond: soundBits,
    // Viewers begin at key frames: one every two seconds.
    ...({ videoKeyFrameIntervalDuration: 2000 } as object),
  })
}

export type Refusal = 'insecure' | 'denied' | 'none' | 'taken' | 'other'
export function refusalOf(error: unknown): Refusal {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none'
    case 'NotReadableError':
    case 'AbortError':
      return 'taken'
    default:
      return 'other'
  }
}

export function camera(video: string, audio: string, quality: Quality): Promise<MediaStream> {
  const height = heights[quality]
  return navigator.mediaDevices.getUserMedia({
    video: {
      ...(video ? { deviceId: { exact: video } } : {}),
      height: { ideal: height },
      width: { ideal: (height * 16) / 9 },
      frameRate: { ideal: 25, max: 30 },
    },
    audio: {
      ...(audio ? { deviceId: { exact: audio } } : {}),
      echoCancellation: true,
      noiseSuppression: true,
    },
  })
}

export async function screen(withMicrophone: boolean): Promise<MediaStream> {
  const shown = await navigator.mediaDevices.getDisplayMedia({
    video: { frameRate: { ideal: 15, max: 30 }, height: { max: 1080 } },
    audio: false,
  })
  if (withMicrophone) {
    try {
      const heard = await navigator.mediaDevices.getUserMedia({ audio: true })
      for (const one of heard.getAudioTracks()) shown.addTrack(one)
    } catch (error) {
      letGo(shown)
      throw error
    }
  }
  return shown
}

export const letGo = (stream: MediaStream | null) => stream?.getTracks().forEach((one) => one.stop())

// Loudness of samples around zero, from 0 to 1: speech is about the middle.
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const one of samples) sum += one * one
  const decibels = 10 * Math.log10(sum / Math.max(samples.length, 1) + 1e-9)
  return Math.min(1, Math.max(0, (decibels + 60) / 60))
}
