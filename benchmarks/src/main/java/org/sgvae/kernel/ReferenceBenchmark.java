package org.sgvae.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast is EJML's own matrix product here? The figure to hold every other one against.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ReferenceBenchmark}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ReferenceBenchmark {
    private DMatrixRMaj a = RandomMatrices_DDRM.rectangle(256, 128, new Random(1));
    private DMatrixRMaj b = RandomMatrices_DDRM.rectangle(128, 128, new Random(2));
    private DMatrixRMaj c = new DMatrixRMaj(256, 128);

    /** A 256 x 128 by 128 x 128 product: 8.4 million operations. */
    @Benchmark
    public DMatrixRMaj ejml() {
        CommonOps_DDRM.mult(a, b, c);
        return c;
    }
}
