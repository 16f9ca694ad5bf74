// What every page of the clubs has: its options go through here, and come back with a title.
export function definePage<D extends object, C extends object>(
  options: { data: D } & C & ThisType<C & Instance<D>>
): { data: D } & C {
  return Object.assign({ title: '读书会' }, options)
}
