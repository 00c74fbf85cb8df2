package org.sgvae.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What share of a gated recurrent unit's time, forward and backward, goes into its six matrix products? 1024 rows.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar kernel.GruBenchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GruBenchmark {
    private static final int ROWS = 1024;

    /** Whose kernels. */
    @Param
    public KernelChoice.Kind kind;

    /** Entries of an input and of a state. */
    @Param({"5", "16", "128"})
    public int dim;

    private final Random random = new Random(1);
    private Kernels kernels;
    private DMatrixRMaj input;
    private DMatrixRMaj state;
    private DMatrixRMaj inputWeight;
    private DMatrixRMaj stateWeight;
    private DMatrixRMaj bias;
    private DMatrixRMaj inputGates;
    private DMatrixRMaj stateGates;
    private DMatrixRMaj saved;
    private DMatrixRMaj next;
    private DMatrixRMaj nextBar;
    private DMatrixRMaj inputGatesBar;
    private DMatrixRMaj stateGatesBar;
    private DMatrixRMaj inputBar;
    private DMatrixRMaj stateBar;
    private DMatrixRMaj inputWeightBar;
    private DMatrixRMaj stateWeightBar;
    private DMatrixRMaj biasBar;

    /** Makes weights, states and gradients. */
    @Setup
    public void prepare() {
        kernels = KernelChoice.forced(kind).create();
        input = matrix(ROWS, dim);
        state = matrix(ROWS, dim);
        inputWeight = matrix(3 * dim, dim);
        stateWeight = matrix(3 * dim, dim);
        bias = matrix(1, 3 * dim);
        inputGates = matrix(ROWS, 3 * dim);
        stateGates = matrix(ROWS, 3 * dim);
        saved = matrix(ROWS, 3 * dim);
        next = matrix(ROWS, dim);
        nextBar = matrix(ROWS, dim);
        inputGatesBar = matrix(ROWS, 3 * dim);
        stateGatesBar = matrix(ROWS, 3 * dim);
        inputBar = matrix(ROWS, dim);
        stateBar = matrix(ROWS, dim);
        inputWeightBar = matrix(3 * dim, dim);
        stateWeightBar = matrix(3 * dim, dim);
        biasBar = matrix(1, 3 * dim);
    }

    private DMatrixRMaj matrix(int rows, int columns) {
        return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random);
    }

    /** The six products alone, 36 · 1024 · dim² operations. */
    @Benchmark
    public DMatrixRMaj baseline() {
        kernels.multTransB(input, inputWeight, inputGates);
        kernels.multTransB(state, stateWeight, stateGates);
        kernels.mult(inputGatesBar, inputWeight, inputBar);
        kernels.mult(stateGatesBar, stateWeight, stateBar);
        kernels.multTransA(inputGatesBar, input, inputWeightBar);
        kernels.multTransA(stateGatesBar, state, stateWeightBar);
        return stateWeightBar;
    }

    /** The gates alone, forward and backward. */
    @Benchmark
    public DMatrixRMaj gates() {
        kernels.gruForward(inputGates, stateGates, state, saved, next);
        inputGatesBar.zero();
        stateGatesBar.zero();
        kernels.gruBackward(stateGates, state, saved, nextBar, inputGatesBar, stateGatesBar, stateBar);
        return stateBar;
    }

    /** The whole unit: two affine maps and the gates forward; the gates, four products and two sums of rows backward. */
    @Benchmark
    public DMatrixRMaj unit() {
        kernels.affine(input, inputWeight, bias, inputGates);
        kernels.affine(state, stateWeight, bias, stateGates);
        gates();
        kernels.mult(inputGatesBar, inputWeight, inputBar);
        kernels.multAdd(stateGatesBar, stateWeight, stateBar);
        kernels.multTransA(inputGatesBar, input, inputWeightBar);
        kernels.multTransA(stateGatesBar, state, stateWeightBar);
        kernels.addColumnSums(inputGatesBar, biasBar);
        kernels.addColumnSums(stateGatesBar, biasBar);
        return stateWeightBar;
    }
}
