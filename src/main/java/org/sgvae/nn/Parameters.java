package org.sgvae.nn;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.random.RandomKey;

/**
 * All weights of a model by name, in the order in which its layers were built.
 *
 * <p>Layers get their weights from here and from nowhere else, so a model cannot own one that the optimiser, the
 * weights file or a gradient check does not see.
 */
public final class Parameters {
    /** A weight, its gradient and Adam's two moments. */
    private static final int BYTES_IN_TRAINING = 4 * Double.BYTES;

    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final Initializer initializer;
    private final RandomKey key;
    private long count;

    /**
     * Makes an empty set.
     *
     * @param initializer fills new parameters
     * @param key source of its random numbers; each parameter has its own, by name
     */
    public Parameters(Initializer initializer, RandomKey key) {
        this.initializer = initializer;
        this.key = key;
    }

    /**
     * Registers a matrix.
     *
     * @param name unique name
     * @param rows number of rows
     * @param columns number of columns
     * @param fanIn number of inputs of its layer, for the initializer
     * @return the parameter, initialised
     * @throws IllegalArgumentException if the name is taken, or the memory is too small for the weights together
     */
    public Parameter matrix(String name, int rows, int columns, int fanIn) {
        requireMemory(name, rows, columns);
        return register(new Parameter(name, false, new DMatrixRMaj(rows, columns)), fanIn);
    }

    /**
     * Registers a vector, one row.
     *
     * @param name unique name
     * @param length number of entries
     * @param fanIn number of inputs of its layer, for the initializer
     * @return the parameter, initialised
     * @throws IllegalArgumentException if the name is taken, or the memory is too small for the weights together
     */
    public Parameter vector(String name, int length, int fanIn) {
        requireMemory(name, 1, length);
        return register(new Parameter(name, true, new DMatrixRMaj(1, length)), fanIn);
    }

    /** Before they are made: the sizes may come from a file. */
    private void requireMemory(String name, long rows, long columns) {
        long most = Math.min(Runtime.getRuntime().maxMemory() / BYTES_IN_TRAINING, Integer.MAX_VALUE - 8);
        if (count + rows * columns > most) {
            throw new IllegalArgumentException("parameter " + name + " of " + rows + "x" + columns + " would make "
                    + (count + rows * columns) + " weights, more than the " + most
                    + " that fit the memory; choose smaller sizes, or give Java more with -Xmx");
        }
    }

    private Parameter register(Parameter parameter, int fanIn) {
        if (byName.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalArgumentException(
                    "parameter " + parameter.name() + " exists already; give each layer a name of its own");
        }
        count += parameter.value().getNumElements();
        initializer.fill(parameter.value(), fanIn, key.split(parameter.name()));
        return parameter;
    }

    /** {@return all parameters in order of registration; the collection cannot be changed} */
    public Collection<Parameter> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * Returns a parameter.
     *
     * @param name its name
     * @return the parameter
     * @throws IllegalArgumentException if there is none of that name
     */
    public Parameter get(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + name + "; there are " + byName.keySet());
        }
        return parameter;
    }

    /** {@return the values by name, in order of registration; the matrices are the parameters' own, not copies} */
    public Map<String, DMatrixRMaj> values() {
        Map<String, DMatrixRMaj> values = new LinkedHashMap<>();
        byName.forEach((name, parameter) -> values.put(name, parameter.value()));
        return values;
    }

    /**
     * Sets all values.
     *
     * @param values finite matrices by name, perhaps among those of other names, which are ignored; not modified
     * @throws IllegalArgumentException if one is missing, of another shape or not finite; no value is changed
     */
    public void restore(Map<String, DMatrixRMaj> values) {
        byName.values().forEach(parameter -> requireFits(parameter, values.get(parameter.name())));
        byName.forEach((name, parameter) -> parameter.value().setTo(Objects.requireNonNull(values.get(name), name)));
    }

    private static void requireFits(Parameter parameter, @Nullable DMatrixRMaj value) {
        DMatrixRMaj mine = parameter.value();
        if (value == null || value.numRows != mine.numRows || value.numCols != mine.numCols) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " is "
                    + (value == null ? "missing" : value.numRows + "x" + value.numCols) + ", expected " + mine.numRows
                    + "x" + mine.numCols + "; use the values of a model of this configuration");
        }
        for (int i = 0; i < value.getNumElements(); i++) {
            if (!Double.isFinite(value.data[i])) {
                throw new IllegalArgumentException("parameter " + parameter.name() + " has the entry " + value.data[i]
                        + "; use values from before training failed");
            }
        }
    }

    /** {@return how many numbers all parameters hold together} */
    public int count() {
        return (int) count;
    }
}
