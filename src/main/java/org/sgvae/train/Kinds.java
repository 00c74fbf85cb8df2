package org.sgvae.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** All kinds of models and settings that are known: the library's own and those of {@linkplain Extension extensions}. */
public final class Kinds {
    private static final List<ModelKind> MODELS = new ArrayList<>();
    private static final List<Record> SETTINGS = new ArrayList<>();

    static {
        add(new BuiltIn());
        Set<Class<?>> added = new HashSet<>();
        Stream.of(
                        ServiceLoader.load(Extension.class, Extension.class.getClassLoader()),
                        ServiceLoader.load(Extension.class)) // the application's class loader may see more
                .flatMap(loader -> loader.stream())
                .filter(extension -> added.add(extension.type()))
                .forEach(extension -> add(extension.get()));
    }

    private static void add(Extension extension) {
        MODELS.addAll(extension.models());
        SETTINGS.addAll(extension.settings());
    }

    private Kinds() {}

    /** {@return all kinds of models} */
    public static List<ModelKind> models() {
        return List.copyOf(MODELS);
    }

    /** {@return the presets of all models} */
    public static List<Preset> presets() {
        return MODELS.stream().flatMap(kind -> kind.presets().stream()).toList();
    }

    /**
     * Finds a preset.
     *
     * @param name its name
     * @return the preset
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Preset preset(String name) {
        return presets().stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no preset " + name + "; use "
                        + String.join(", ", presets().stream().map(Preset::name).toList())));
    }

    /**
     * Finds a kind of model.
     *
     * @param name its name, such as {@code sgvae}
     * @return the kind
     * @throws IllegalArgumentException if there is none of this name
     */
    public static ModelKind model(String name) {
        return MODELS.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model " + name + "; use "
                        + String.join(", ", MODELS.stream().map(ModelKind::name).toList())));
    }

    /**
     * Lists the known settings of an interface, with the values that are taken where none are given.
     *
     * @param <T> the interface
     * @param type such as {@link org.sgvae.estimator.ScoreFunctionEstimator}
     * @return the settings
     */
    public static <T> List<T> settings(Class<T> type) {
        return SETTINGS.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * Names the known settings of an interface.
     *
     * @param type such as {@link org.sgvae.estimator.ScoreFunctionEstimator}
     * @return names such as {@code leaveOneOut}
     */
    public static List<String> names(Class<?> type) {
        return SETTINGS.stream()
                .filter(type::isInstance)
                .map(setting -> ConfigJson.kind(setting.getClass()))
                .toList();
    }

    /** Finds the setting of an interface and name, with the values that are taken where none are given. */
    static Optional<Record> find(Class<?> type, String name) {
        return SETTINGS.stream()
                .filter(type::isInstance)
                .filter(setting -> ConfigJson.kind(setting.getClass()).equals(name))
                .findFirst();
    }
}
