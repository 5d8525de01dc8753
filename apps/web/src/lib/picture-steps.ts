/**
 * What changes a chain of lägesbilder as everybody sees it, for `meta.live`. The draft's own rows come with every pause of somebody who
 * writes, and concern only those who write.
 */
export const pictureSteps = [
  'opened',
  'collection-changed',
  'reported',
  'line-withdrawn',
  'reminded',
  'published',
  'acknowledged',
  'acknowledgement-changed',
].map((step) => `situational-pictures.${step}`)
