<?php
/**
 * Plugin Name:       Le Next Level
 * Description:       Montre la mission, les témoignages, les organisations ou la revue de presse de Le Next Level, dans un bloc ou par un code court.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Update URI:        false
 * License:           MIT
 * Text Domain:       next-level
 *
 * The section is an element that the site's own script fills in the visitor's browser: this plugin fetches nothing and
 * stores nothing but the site's address.
 *
 * @package NextLevel
 */

namespace NextLevel;

defined( 'ABSPATH' ) || exit;

/** The name of the setting. */
const OPTION = 'next_level_site';

/** The address of the site that this plugin comes from: `cargo xtask dist` writes it. */
const DEFAULT_SITE = 'https://exemple.org/';

/** The name of the script that defines the elements. */
const LOADER = 'next-level-loader';

/**
 * The sections: the fragment on the site, the label, and the heights in pixels that are reserved for the whole section on
 * phones and in windows of at least 768 pixels. They were measured in columns of 300 to 1180 pixels, and are the least of
 * each: what is reserved in excess stays empty.
 */
const SECTIONS = array(
	'mission'      => array( 'mission', 'Mission', array( 1789, 1303 ) ),
	'testimonials' => array( 'temoignages', 'Témoignages', array( 725, 691 ) ),
	'partners'     => array( 'organisations', 'Organisations', array( 687, 749 ) ),
	'press'        => array( 'presse', 'Revue de presse', array( 3769, 1559 ) ),
);

/** The options that the element has as attributes. */
const ATTRIBUTES = array(
	'theme'         => 'theme',
	'layout'        => 'layout',
	'limit'         => 'limit',
	'items'         => 'items',
	'loading'       => 'loading',
	'heading_level' => 'heading-level',
);

/** The greatest height that is reserved, in pixels. */
const MAX_HEIGHT = 9999;

/**
 * Returns the site's address, ending with a slash.
 *
 * @return string
 */
function site() {
	$site = get_option( OPTION );
	return trailingslashit( $site ? $site : DEFAULT_SITE );
}

/**
 * Keeps an address only if it is one of the web; reports any other, and keeps the one before.
 *
 * @param mixed $value What was typed.
 * @return string
 */
function sanitize_site( $value ) {
	$typed = trim( (string) $value );
	if ( '' === $typed ) {
		return '';
	}
	// As browsers complete what is typed, and WordPress itself with http.
	$full = preg_match( '#^[a-z][a-z0-9+.-]*:#i', $typed ) ? $typed : 'https://' . $typed;
	$host = (string) wp_parse_url( $full, PHP_URL_HOST );
	$url  = esc_url_raw( $full, array( 'https', 'http' ) );
	if ( ! $url || preg_match( '/[\s?#]/', $full ) || ! preg_match( '/^([^.]+\.)+[^.]+$|^localhost$/', $host ) ) {
		add_settings_error(
			OPTION,
			'invalid',
			sprintf( 'Le Next Level : « %s » n’est pas l’adresse d’un site. Écrivez-la comme https://exemple.org/.', esc_html( $typed ) )
		);
		return (string) get_option( OPTION );
	}
	return trailingslashit( $url );
}

/**
 * Renders a section as its element, with a link that is shown until the section is loaded, or if it cannot be. An unknown
 * value is passed on, and the element says in the browser's console what is accepted.
 *
 * @param array|string $options The options of the shortcode, or of the block.
 * @return string
 */
function render( $options ) {
	$options = (array) $options;
	// The element's own name, too.
	if ( isset( $options['heading-level'] ) ) {
		$options['heading_level'] = $options['heading-level'];
	}
	$options = shortcode_atts(
		array(
			'section'       => '',
			'theme'         => '',
			'layout'        => '',
			'limit'         => 0,
			'items'         => '',
			'loading'       => '',
			'heading_level' => 0,
			'height'        => 0,
		),
		$options
	);
	$section = '' === $options['section'] ? 'testimonials' : $options['section'];
	if ( ! isset( SECTIONS[ $section ] ) ) {
		// Only those who can mend it.
		return current_user_can( 'edit_posts' )
			? sprintf( '<p>Le Next Level : « %s » n’est pas une partie du site ; écrivez %s.</p>', esc_html( $section ), implode( ', ', array_keys( SECTIONS ) ) )
			: '';
	}
	list( $fragment, $label, list( $phone, $desktop ) ) = SECTIONS[ $section ];

	$attributes = '';
	$is_whole   = true;
	foreach ( ATTRIBUTES as $name => $attribute ) {
		$value = trim( (string) $options[ $name ] );
		if ( '' === $value || '0' === $value || ( 'items' === $name && 'mission' === $section ) ) {
			continue;
		}
		$attributes .= sprintf( ' %s="%s"', $attribute, esc_attr( $value ) );
		$is_whole    = $is_whole && ! in_array( $name, array( 'layout', 'limit', 'items' ), true );
	}
	$height = (int) $options['height'];
	if ( $height > 0 ) {
		$attributes .= sprintf( ' style="display: block; min-height: %dpx"', min( $height, MAX_HEIGHT ) );
	} elseif ( $is_whole ) {
		$least       = min( $phone, $desktop );
		$slope       = $phone > $desktop ? '(768px - 100vw) * 999' : '(100vw - 768px) * 999';
		$attributes .= sprintf( ' style="display: block; min-height: clamp(%dpx, %s, %dpx)"', $least, $slope, max( $phone, $desktop ) );
	}

	wp_enqueue_script( LOADER );
	return sprintf(
		'<next-level-%1$s%2$s><a href="%3$s">%4$s</a></next-level-%1$s>',
		$section,
		$attributes,
		esc_url( site() . '#' . $fragment ),
		esc_html( $label . ' – Le Next Level' )
	);
}

/**
 * Renders the block, whose attributes have the names of JSON.
 *
 * @param array $attributes The block's attributes.
 * @return string
 */
function render_block( $attributes ) {
	$options = array();
	foreach ( $attributes as $name => $value ) {
		$options[ 'headingLevel' === $name ? 'heading_level' : $name ] = $value;
	}
	return sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), render( $options ) );
}

add_action(
	'init',
	function () {
		// Without a version in its address, as every other site names it.
		wp_register_script( LOADER, site() . 'embed/v1.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		register_block_type( __DIR__, array( 'render_callback' => __NAMESPACE__ . '\render_block' ) );
		wp_add_inline_script(
			'next-level-section-editor-script',
			'window.nextLevelSite = ' . wp_json_encode( site() ) . ';',
			'before'
		);
		add_shortcode( 'next_level', __NAMESPACE__ . '\render' );
	}
);

// The loader is a module; WordPress has a function for those since 6.5.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( LOADER !== $handle ) {
			return $tag;
		}
		// Only the element with the address: others may have put a script before it.
		$add_type = fn( $element ) => '<script type="module"' . preg_replace( '/\stype=([\'"])[^\'"]*\1/', '', $element[1] ) . '>';
		return preg_replace_callback( '/<script((?=[^>]*\ssrc=)[^>]*)>/', $add_type, $tag, 1 );
	},
	10,
	2
);

add_action(
	'admin_init',
	function () {
		// Whoever sets the address chooses a script for every page: in a network, only a super administrator may.
		if ( ! current_user_can( 'unfiltered_html' ) ) {
			return;
		}
		register_setting( 'general', OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\sanitize_site', 'default' => '' ) );
		add_settings_field(
			OPTION,
			'Le Next Level',
			function () {
				printf(
					'<input type="url" class="regular-text" id="%1$s" name="%1$s" value="%2$s" placeholder="%3$s"><p class="description">%4$s</p>',
					esc_attr( OPTION ),
					esc_attr( get_option( OPTION ) ),
					esc_attr( DEFAULT_SITE ),
					'L’adresse du site dont les parties sont montrées ; vide, celle d’où vient cette extension.'
				);
			},
			'general',
			'default',
			array( 'label_for' => OPTION )
		);
	}
);
