/** A third party's plug-in: one forecaster and one scorer, found at run time by name. */
@NullMarked
package com.example.plugin;

import org.jspecify.annotations.NullMarked;
