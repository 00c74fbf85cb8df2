package org.sgvae.nn;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

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
import org.sgvae.random.RandomKey;

/**
 * What does the fused GRU save over one composed of primitive operations, forward and backward, 1024 rows?
 *
 * <p>{@code java --add-modules jdk.incubator.vector -jar benchmarks/target/benchmarks.jar GruCell -prof gc}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GruCellBenchmark {
    private static final int ROWS = 1024;

    /** Entries of input and state. */
    @Param({"16", "128"})
    public int dim;

    private final Tape tape = Tape.recording();
    private GruCell cell;
    private Parameters parameters;
    private DMatrixRMaj input;
    private DMatrixRMaj state;
    private DMatrixRMaj gradient;

    /** Makes weights, inputs and states. */
    @Setup
    public void prepare() {
        parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(1));
        cell = new GruCell(parameters, "gru", dim, dim);
        input = normal(2);
        state = normal(3);
        gradient = normal(4);
    }

    private DMatrixRMaj normal(long seed) {
        DMatrixRMaj matrix = new DMatrixRMaj(ROWS, dim);
        Initializer.normal(1).fill(matrix, 1, RandomKey.of(seed));
        return matrix;
    }

    /** The two products of the cell and their gradients alone: what a GRU without gates would take. */
    @Benchmark
    public double baseline() {
        tape.reset();
        Variable h = tape.variable(state);
        Variable gates = add(gates("ih", tape.variable(input)), gates("hh", h));
        tape.backward(sliceColumns(gates, 0, dim), gradient);
        return h.gradient().data[0];
    }

    /** The fused operation. */
    @Benchmark
    public double fused() {
        tape.reset();
        Variable h = tape.variable(state);
        tape.backward(cell.update(gates("ih", tape.variable(input)), h), gradient);
        return h.gradient().data[0];
    }

    /** The same of primitive operations. */
    @Benchmark
    public double composed() {
        tape.reset();
        Variable h = tape.variable(state);
        tape.backward(cell.apply(tape.variable(input), h), gradient);
        return h.gradient().data[0];
    }

    private Variable gates(String source, Variable x) {
        return affine(
                x,
                parameters.get("gru.weight_" + source).on(tape),
                parameters.get("gru.bias_" + source).on(tape));
    }
}
