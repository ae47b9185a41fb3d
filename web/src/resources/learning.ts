// A public resource as search engines and catalogues read it: LRMI in schema.org's words, as JSON-LD in the page.
import type { ResourceLicence, ResourcePage } from './types'

export function learningResource(
  page: ResourcePage,
  licence: ResourceLicence | undefined,
  type: string,
  href: string,
): Record<string, unknown> | null {
  const { of } = page
  if (of.scope !== 'public' || !page.shown) return null
  const names = of.authors.split(/[、，,;；/]/).map((one) => one.trim())
  return {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    url: href,
    identifier: `urn:uuid:${of.id}`,
    name: of.title,
    ...(page.words ? { description: page.words } : {}),
    author: names.filter(Boolean).map((name) => ({ '@type': 'Person', name })),
    publisher: { '@type': 'Organization', name: of.owner },
    datePublished: of.published_at.slice(0, 10),
    version: of.version,
    learningResourceType: type,
    educationalLevel: of.grades,
    ...(of.node ? { teaches: of.node } : {}),
    keywords: of.tags,
    isAccessibleForFree: true,
    ...(licence?.url ? { license: licence.url } : {}),
    ...(page.origin?.id ? { isBasedOn: new URL(`/resources/${page.origin.id}`, href).href } : {}),
  }
}

// Puts it into the head of the page, in the place of what stood there; null takes it out.
export function describePage(of: Record<string, unknown> | null): void {
  document.head.querySelector('script[type="application/ld+json"]')?.remove()
  if (!of) return
  const script = document.createElement('script')
  script.type = 'application/ld+json'
  script.textContent = JSON.stringify(of).replace(/</g, '\\u003c')
  document.head.append(script)
}
