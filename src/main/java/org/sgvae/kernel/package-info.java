/** Dense kernels, the few operations that take the time: EJML everywhere, SIMD where the JVM has it. */
package org.sgvae.kernel;
