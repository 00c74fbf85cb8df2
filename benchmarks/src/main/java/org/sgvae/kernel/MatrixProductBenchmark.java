package org.sgvae.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * How many operations a nanosecond (GFLOP/s, the figure {@code flops}) does a matrix product reach, by kernels, form and shape?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar MatrixProduct -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatrixProductBenchmark {

    /** An m × k matrix times a k × n matrix. */
    public enum Shape {
        /** Square. */
        SQUARE_128(128, 128, 128),
        /** Square. */
        SQUARE_256(256, 256, 256),
        /** Square. */
        SQUARE_512(512, 512, 512),
        /** A batch of nodes, of the size in the project's marks. */
        BATCH_256(256, 128, 128),
        /** The gates of large models: 1024 nodes. */
        GATES_LARGE(1024, 128, 384),
        /** The gates of medium models. */
        GATES_MEDIUM(420, 32, 48),
        /** The gates of the paper's model. */
        GATES_PAPER(60, 6, 15),
        /** The first layer of the paper's addEdge. */
        ADD_EDGE_PAPER(420, 40, 40),
        /** A head with one output. */
        HEAD(420, 40, 1);

        private final int m;
        private final int k;
        private final int n;

        Shape(int m, int k, int n) {
            this.m = m;
            this.k = k;
            this.n = n;
        }
    }

    /** Counts multiplications and additions. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Flops {
        /** Operations so far. */
        public double flops;
    }

    /** Whose products. */
    @Param
    public KernelChoice.Kind kind;

    /** The sizes. */
    @Param
    public Shape shape;

    private Kernels kernels;
    private double operations;
    private DMatrixRMaj a;
    private DMatrixRMaj b;
    private DMatrixRMaj aTransposed;
    private DMatrixRMaj bTransposed;
    private DMatrixRMaj c;

    /** Makes the matrices. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        kernels = KernelChoice.forced(kind).create();
        operations = 2.0 * shape.m * shape.k * shape.n;
        a = RandomMatrices_DDRM.rectangle(shape.m, shape.k, random);
        b = RandomMatrices_DDRM.rectangle(shape.k, shape.n, random);
        aTransposed = RandomMatrices_DDRM.rectangle(shape.k, shape.m, random);
        bTransposed = RandomMatrices_DDRM.rectangle(shape.n, shape.k, random);
        c = new DMatrixRMaj(shape.m, shape.n);
    }

    /** Nothing: what measuring itself takes. */
    @Benchmark
    public DMatrixRMaj baseline() {
        return c;
    }

    /** C = A B. */
    @Benchmark
    public DMatrixRMaj mult(Flops flops) {
        kernels.mult(a, b, c);
        flops.flops += operations;
        return c;
    }

    /** C = Aᵀ B, as in the gradient of a weight. */
    @Benchmark
    public DMatrixRMaj multTransA(Flops flops) {
        kernels.multTransA(aTransposed, b, c);
        flops.flops += operations;
        return c;
    }

    /** C = A Bᵀ, as in a linear layer. */
    @Benchmark
    public DMatrixRMaj multTransB(Flops flops) {
        kernels.multTransB(a, bTransposed, c);
        flops.flops += operations;
        return c;
    }
}
