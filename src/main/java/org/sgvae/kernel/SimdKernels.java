package org.sgvae.kernel;

import org.ejml.data.DMatrixRMaj;

/**
 * Kernels on the vector instructions of the processor. Needs the module jdk.incubator.vector, so only
 * {@link KernelChoice} makes them, by reflection. What the JIT compiler vectorises by itself is left to {@link
 * PlainKernels}.
 */
final class SimdKernels implements VectorKernels {

    private final PlainKernels plain = new PlainKernels();
    private final StridedMatrix left = new StridedMatrix();
    private final StridedMatrix right = new StridedMatrix();
    private final SimdMatrixProduct product = new SimdMatrixProduct();
    private final SimdElementaryFunctions functions = new SimdElementaryFunctions();
    private final SimdGru gru = new SimdGru(functions);

    @Override
    public int vectorBits() {
        return SimdPanel.LANES.vectorBitSize();
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public void mult(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiply(left.of(a), right.of(b), c);
    }

    @Override
    public void multAdd(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiplyAdd(left.of(a), right.of(b), c);
    }

    @Override
    public void multTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiply(left.transposeOf(a), right.of(b), c);
    }

    @Override
    public void multAddTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiplyAdd(left.transposeOf(a), right.of(b), c);
    }

    @Override
    public void multTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiply(left.of(a), right.transposeOf(b), c);
    }

    @Override
    public void multAddTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        product.multiplyAdd(left.of(a), right.transposeOf(b), c);
    }

    @Override
    public void affine(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y) {
        product.multiply(left.of(x), right.transposeOf(weight), bias, y);
    }

    @Override
    public void affineRelu(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y) {
        affine(x, weight, bias, y);
        plain.relu(y);
    }

    @Override
    public void reluBackward(DMatrixRMaj y, DMatrixRMaj yBar, DMatrixRMaj sBar) {
        SimdRelu.backward(y.data, yBar.data, sBar.data, y.getNumElements());
    }

    @Override
    public void exp(DMatrixRMaj x, DMatrixRMaj y) {
        functions.exp(x.data, y.data, x.getNumElements());
    }

    @Override
    public void log(DMatrixRMaj x, DMatrixRMaj y) {
        functions.log(x.data, y.data, x.getNumElements());
    }

    @Override
    public void expm1(DMatrixRMaj x, DMatrixRMaj y) {
        plain.expm1(x, y);
    }

    @Override
    public void log1p(DMatrixRMaj x, DMatrixRMaj y) {
        plain.log1p(x, y);
    }

    @Override
    public void tanh(DMatrixRMaj x, DMatrixRMaj y) {
        functions.tanh(x.data, y.data, x.getNumElements());
    }

    @Override
    public void sigmoid(DMatrixRMaj x, DMatrixRMaj y) {
        functions.sigmoid(x.data, y.data, x.getNumElements());
    }

    @Override
    public void softplus(DMatrixRMaj x, DMatrixRMaj y) {
        functions.softplus(x.data, y.data, x.getNumElements());
    }

    @Override
    public void gruForward(DMatrixRMaj gi, DMatrixRMaj gh, DMatrixRMaj h, DMatrixRMaj saved, DMatrixRMaj y) {
        gru.forward(gi.data, gh.data, h.data, saved.data, y.data, h.numRows, h.numCols);
    }

    @Override
    public void gruBackward(
            DMatrixRMaj gh,
            DMatrixRMaj h,
            DMatrixRMaj saved,
            DMatrixRMaj yBar,
            DMatrixRMaj giBar,
            DMatrixRMaj ghBar,
            DMatrixRMaj hBar) {
        int done = SimdGru.backward(
                gh.data, h.data, saved.data, yBar.data, giBar.data, ghBar.data, hBar.data, h.numRows, h.numCols);
        plain.gruBackward(done, gh, h, saved, yBar, giBar, ghBar, hBar);
    }

    @Override
    public void adam(
            DMatrixRMaj value,
            DMatrixRMaj gradient,
            DMatrixRMaj mean,
            DMatrixRMaj meanSquare,
            double learningRate,
            double beta1,
            double beta2,
            double correction1,
            double correction2,
            double epsilon,
            double weightDecay) {
        plain.adam(
                value,
                gradient,
                mean,
                meanSquare,
                learningRate,
                beta1,
                beta2,
                correction1,
                correction2,
                epsilon,
                weightDecay);
    }

    @Override
    public void gatherRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        plain.gatherRows(x, index, count, y);
    }

    @Override
    public void scatterAddRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        SimdRows.scatterAdd(x, index, count, y);
    }

    @Override
    public void edgeSum(
            DMatrixRMaj x,
            int xColumn,
            int[] sender,
            int[] receiver,
            int edges,
            int columns,
            DMatrixRMaj y,
            int yColumn) {
        SimdRows.edgeSum(x, xColumn, sender, receiver, edges, columns, y, yColumn);
    }

    @Override
    public void addColumnSums(DMatrixRMaj x, DMatrixRMaj y) {
        plain.addColumnSums(x, y);
    }

    @Override
    public double dot(DMatrixRMaj x, DMatrixRMaj y) {
        return plain.dot(x, y);
    }

    @Override
    public void add(DMatrixRMaj x, DMatrixRMaj y) {
        plain.add(x, y);
    }

    @Override
    public void addScaled(double alpha, DMatrixRMaj x, DMatrixRMaj y) {
        plain.addScaled(alpha, x, y);
    }

    @Override
    public void scale(double alpha, DMatrixRMaj x) {
        plain.scale(alpha, x);
    }
}
