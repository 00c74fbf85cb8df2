package org.sgvae.gnn;

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
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * How long does one propagation take, two rounds on a union of 64 cycles of 5–14 nodes (608 nodes), and what does its gradient cost?
 *
 * <p>{@code java --add-modules jdk.incubator.vector -jar benchmarks/target/benchmarks.jar Propagation -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PropagationBenchmark {
    /** State and message sizes. */
    public enum Size {
        /** The paper's. */
        D5_M6(5, 6),
        /** The default preset's. */
        D16_M32(16, 32),
        /** Large enough for products to take most of the time. */
        D64_M128(64, 128);

        private final int nodeDim;
        private final int messageDim;

        Size(int nodeDim, int messageDim) {
            this.nodeDim = nodeDim;
            this.messageDim = messageDim;
        }
    }

    /** Sizes of states and messages. */
    @Param
    public Size size;

    private final Tape forward = Tape.forwardOnly();
    private final Tape recording = Tape.recording();
    private final GraphBatch batch = new GraphBatch();
    private Propagation propagation;
    private DMatrixRMaj states;
    private DMatrixRMaj gradient;

    /** Makes the graphs, the weights and the states. */
    @Setup
    public void prepare() {
        for (int i = 0; i < 64; i++) {
            batch.add(GraphFamilies.cycle(5 + i % 10));
        }
        Parameters parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(1));
        propagation = new Propagation(parameters, "prop", 2, size.nodeDim, size.messageDim, 1);
        states = new DMatrixRMaj(batch.rows(), size.nodeDim);
        gradient = new DMatrixRMaj(batch.rows(), size.nodeDim);
        Initializer.normal(1).fill(states, 1, RandomKey.of(2));
        Initializer.normal(1).fill(gradient, 1, RandomKey.of(3));
    }

    /** What the loop itself costs: a tape with one leaf. */
    @Benchmark
    public int baseline() {
        forward.reset();
        return forward.variable(states).rows();
    }

    /** Values only. */
    @Benchmark
    public double forward() {
        forward.reset();
        return propagation.apply(forward.variable(states), batch).value().data[0];
    }

    /** Values and the gradients of states and weights. */
    @Benchmark
    public double forwardAndBackward() {
        recording.reset();
        Variable h = recording.variable(states);
        recording.backward(propagation.apply(h, batch), gradient);
        return h.gradient().data[0];
    }
}
