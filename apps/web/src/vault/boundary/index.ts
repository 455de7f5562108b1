export { serve } from './boundary.ts'
