package org.sgvae.gnn;

import java.util.ArrayList;
import java.util.List;
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
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.kernel.Kernels;
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
    private Products products;

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
        products = new Products(batch.rows(), size.nodeDim);
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

    /** The matrix products of {@link #forward} alone: what {@link Guard} holds it against. */
    @Benchmark
    public double products() {
        return products.forward(forward.kernels());
    }

    /** The matrix products of {@link #forwardAndBackward} alone. */
    @Benchmark
    public double productsWithGradients() {
        return products.forward(forward.kernels()) + products.backward(forward.kernels());
    }

    /** Two rounds of G = X Wᵀ, for the sums over neighbours and for the states, and the gradients of both factors. */
    private static final class Products {
        private static final int ROUNDS = 2;

        private final List<Factors> rounds = new ArrayList<>();

        private record Factors(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj g, DMatrixRMaj xBar, DMatrixRMaj wBar) {
            static Factors of(int nodes, int columns, int gates) {
                Random random = new Random(4);
                return new Factors(
                        RandomMatrices_DDRM.rectangle(nodes, columns, random),
                        RandomMatrices_DDRM.rectangle(gates, columns, random),
                        new DMatrixRMaj(nodes, gates),
                        new DMatrixRMaj(nodes, columns),
                        new DMatrixRMaj(gates, columns));
            }
        }

        Products(int nodes, int nodeDim) {
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(Factors.of(nodes, 2 * nodeDim + 2, 3 * nodeDim)); // neighbours, itself, edge type, degree
                rounds.add(Factors.of(nodes, nodeDim, 3 * nodeDim));
            }
        }

        double forward(Kernels kernels) {
            rounds.forEach(round -> kernels.multTransB(round.x, round.w, round.g));
            return rounds.get(0).g.data[0];
        }

        double backward(Kernels kernels) {
            rounds.forEach(round -> {
                kernels.mult(round.g, round.w, round.xBar);
                kernels.multTransA(round.g, round.x, round.wBar);
            });
            return rounds.get(0).wBar.data[0];
        }
    }
}
