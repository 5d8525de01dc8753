import { ProblemError } from '@samverkan/contract'
import type { ProblemCode } from '@samverkan/domain'
