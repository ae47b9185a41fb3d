declare module 'oidc-provider'
declare module 'ltijs'
