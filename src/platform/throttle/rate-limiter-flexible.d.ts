// The store's base class is what every store of the library extends; the package has no way in to it of its own, and its types name the class
// without the methods that a store implements.
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  import { RateLimiterStoreAbstract } from 'rate-limiter-flexible';
  export = RateLimiterStoreAbstract;
}
