// A host sends a lesson with the browser.
export default {
  broadcast: {
    title: 'Broadcast with the browser',
    intro: 'Camera, microphone and screen go to the lesson from this page; nothing has to be installed.',
    open: 'Broadcast with this computer',
    noKey: 'Sent with a browser; make a key to send it with a recorder box or OBS.',
    notHost: 'Only the teacher and co-hosts can broadcast from here.',
    over: 'This lesson is over.',
    camera: 'Camera and microphone',
    screen: 'Screen or slides',
    cameraText: 'See the picture and try the sound before you send.',
    screenText: 'Slides or the screen go out as a second picture.',
    choose: { camera: 'Open camera and microphone', screen: 'Choose a screen or window' },
    alsoHeard: 'Send the microphone with it',
    which: { camera: 'Camera', microphone: 'Microphone' },
    quality: 'Quality',
    qualities: {
      low: 'Low ({n} Mbit/s, for slow networks)',
      normal: 'Normal ({n} Mbit/s)',
      high: 'High ({n} Mbit/s)',
    },
    preview: 'Preview: can you see yourself?',
    level: 'Loudness of the microphone',
    speak: 'Say a few words to see whether there is sound',
    heard: '✓ You can be heard',
    noSound: 'There is no sound with this picture',
    begin: 'Begin sending',
    stop: 'Stop sending',
    stopText: 'Viewers will not see this picture any more; what was sent is kept, and you can begin again.',
    letGo: 'Close',
    notYet: 'It is too early to send; picture and sound can be tried already.',
    kept: 'Kept by the server',
    secondsN: '{n} s',
    rate: 'Sending at',
    megabits: '{n} Mbit/s',
    state: {
      idle: 'Not sending',
      connecting: 'Connecting …',
      sending: '● Sending',
      waiting: 'Waiting for the network',
      refused: 'Stopped',
    },
    waitingText:
      'The network is away or too slow; it is tried again by itself, and what was sent is kept. Choose “Low” if this happens often.',
    leave: 'Leave and stop sending',
    leaveText: 'No pictures are sent any more when you leave this page.',
    noH264:
      'This browser cannot record H.264 video, so it cannot broadcast. Use a recent Chrome or Edge, or a recorder box or OBS.',
    refusal: {
      insecure:
        'Browsers give camera and microphone to https addresses only: open this site by https, or ask the administrator.',
      denied:
        'The browser has no permission: click the icon left of the address, allow camera and microphone, and try again.',
      none: 'No camera or microphone was found: check that they are connected and try again.',
      taken:
        'Another program is using the camera or the microphone: close it (a conference program, say) and try again.',
      other: 'Camera or microphone cannot be opened: plug them in again, or start the browser anew.',
    },
  },
}
