// A tool stands in a window of its own: inside a frame browsers keep its cookies from it.
export const openTab = (path: string): void => {
  window.open(path, '_blank', 'noopener')
}
