package org.sgvae.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.nn.Safetensors.Entry;

/** Weights of a model, or one matrix of numbers for each of them, as a {@linkplain Safetensors safetensors} file. */
public final class WeightsFile {
    private WeightsFile() {}

    /**
     * Writes all weights; the file appears complete or not at all.
     *
     * @param file the file to create or replace, in a folder that exists
     * @param parameters the weights; not modified
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Parameters parameters) throws IOException {
        write(file, parameters.all(), Parameter::value);
    }

    /**
     * Writes one matrix for each parameter, such as its gradient, under the parameter's name; the file appears complete or not at
     * all.
     *
     * @param file the file to create or replace, in a folder that exists
     * @param parameters the parameters
     * @param matrix returns a matrix of the parameter's shape; not modified
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Collection<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix)
            throws IOException {
        Map<String, Entry> tensors = new TreeMap<>();
        for (Parameter parameter : parameters) {
            DMatrixRMaj numbers = matrix.apply(parameter);
            double[] data = Arrays.copyOf(numbers.data, numbers.getNumElements()); // EJML's array may be longer
            tensors.put(parameter.name(), new Entry(parameter.shape(), data));
        }
        Safetensors.write(file, tensors);
    }

    /**
     * Reads all weights of a model. The file must hold each of them, in its shape, and nothing else; otherwise nothing is changed.
     *
     * @param file a safetensors file
     * @param parameters the weights; their values are replaced
     * @throws IOException if the file cannot be read, a weight is missing or of another shape or not finite, or the file has one
     *     that the model has not; the message names it
     */
    public static void read(Path file, Parameters parameters) throws IOException {
        Map<String, Entry> tensors = Safetensors.read(file);
        Map<String, Entry> unknown = new TreeMap<>(tensors);
        for (Parameter parameter : parameters.all()) {
            Entry tensor = tensors.get(parameter.name());
            if (tensor == null) {
                throw new IOException(file + ": tensor " + parameter.name() + " is missing, expected "
                        + Arrays.toString(parameter.shape())
                        + "; use the weights of a model of this configuration");
            }
            requireFits(file, parameter, tensor);
            unknown.remove(parameter.name());
        }
        if (!unknown.isEmpty()) {
            throw new IOException(
                    file + ": tensor " + unknown.keySet().iterator().next()
                            + " is not one of the model's " + parameters.all().size()
                            + "; use the weights of a model of this configuration");
        }
        tensors.forEach((name, tensor) ->
                System.arraycopy(tensor.data(), 0, parameters.get(name).value().data, 0, tensor.data().length));
    }

    private static void requireFits(Path file, Parameter parameter, Entry tensor) throws IOException {
        if (!Arrays.equals(tensor.shape(), parameter.shape())) {
            throw new IOException(file + ": tensor " + parameter.name() + " has shape "
                    + Arrays.toString(tensor.shape()) + ", expected " + Arrays.toString(parameter.shape())
                    + "; use the weights of a model of this configuration");
        }
        for (int i = 0; i < tensor.data().length; i++) {
            if (!Double.isFinite(tensor.data()[i])) {
                throw new IOException(file + ": tensor " + parameter.name() + " has " + tensor.data()[i] + " at number "
                        + i + "; use weights from before training failed");
            }
        }
    }
}
