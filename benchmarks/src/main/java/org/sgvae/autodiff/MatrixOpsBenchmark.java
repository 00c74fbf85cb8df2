package org.sgvae.autodiff;

import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
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
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.nn.Initializer;
import org.sgvae.random.RandomKey;

/**
 * What does the tape add to an affine map of 1024 rows, and what do its gradients cost?
 *
 * <p>{@code java --add-modules jdk.incubator.vector -jar benchmarks/target/benchmarks.jar MatrixOps -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatrixOpsBenchmark {
    private static final int ROWS = 1024;

    /** Columns of input and output. */
    @Param({"5", "40", "128"})
    public int dim;

    private final Tape tape = Tape.recording();
    private DMatrixRMaj x;
    private DMatrixRMaj weight;
    private DMatrixRMaj bias;
    private DMatrixRMaj y;

    /** Makes inputs and weights. */
    @Setup
    public void prepare() {
        x = normal(ROWS, 1);
        weight = normal(dim, 2);
        bias = normal(1, 3);
        y = normal(ROWS, 4);
    }

    private DMatrixRMaj normal(int rows, long seed) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, dim);
        Initializer.normal(1).fill(matrix, 1, RandomKey.of(seed));
        return matrix;
    }

    /** The kernel alone, without a tape. */
    @Benchmark
    public double baseline() {
        tape.kernels().affine(x, weight, bias, y);
        return y.data[0];
    }

    /** Value on a tape. */
    @Benchmark
    public double affine() {
        tape.reset();
        return MatrixOps.affine(tape.variable(x), tape.variable(weight), tape.variable(bias))
                .value()
                .data[0];
    }

    /** Value and all gradients. */
    @Benchmark
    public double affineAndBackward() {
        tape.reset();
        Variable input = tape.variable(x);
        tape.backward(MatrixOps.affine(input, tape.variable(weight), tape.variable(bias)), y);
        return input.gradient().data[0];
    }
}
