/** Dense kernels, the few operations that take the time: EJML everywhere, SIMD where the JVM has it. */
@NullMarked
package org.sgvae.kernel;

import org.jspecify.annotations.NullMarked;
