package org.sgvae.kernel;

/** Kernels that use the vector instructions of the processor. */
interface VectorKernels extends Kernels {
    /** Length of the vectors in use, in bits. */
    int vectorBits();
}
