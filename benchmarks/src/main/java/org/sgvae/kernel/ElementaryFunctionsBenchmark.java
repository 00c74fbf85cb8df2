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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many nanoseconds does an elementary function take per entry, by kernels, against {@link Math#exp}?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ElementaryFunctions -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ElementaryFunctionsBenchmark.COUNT)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ElementaryFunctionsBenchmark {

    /** Entries: not a multiple of any vector's length. */
    static final int COUNT = 1027;

    /** Whose functions. */
    @Param
    public KernelChoice.Kind kind;

    private Kernels kernels;
    private DMatrixRMaj x;
    private DMatrixRMaj positive;
    private DMatrixRMaj y;

    /** Makes the arguments. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        kernels = KernelChoice.forced(kind).create();
        x = RandomMatrices_DDRM.rectangle(1, COUNT, -4, 4, random);
        positive = RandomMatrices_DDRM.rectangle(1, COUNT, 0, 4, random);
        y = new DMatrixRMaj(1, COUNT);
    }

    /** The exponential function of the JDK. */
    @Benchmark
    public DMatrixRMaj baseline() {
        for (int i = 0; i < COUNT; i++) {
            y.data[i] = Math.exp(x.data[i]);
        }
        return y;
    }

    /** The exponential function. */
    @Benchmark
    public DMatrixRMaj exp() {
        kernels.exp(x, y);
        return y;
    }

    /** The natural logarithm. */
    @Benchmark
    public DMatrixRMaj log() {
        kernels.log(positive, y);
        return y;
    }

    /** The hyperbolic tangent. */
    @Benchmark
    public DMatrixRMaj tanh() {
        kernels.tanh(x, y);
        return y;
    }

    /** The logistic function. */
    @Benchmark
    public DMatrixRMaj sigmoid() {
        kernels.sigmoid(x, y);
        return y;
    }

    /** The softplus function. */
    @Benchmark
    public DMatrixRMaj softplus() {
        kernels.softplus(x, y);
        return y;
    }
}
